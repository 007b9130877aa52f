// How keys and values cross into Wasm, and which functions there are for each pair of the two: the one list, which knows
// nothing of TypeScript's classes.

/** How a key or a value crosses into Wasm: the type of the export's parameter; of a pair, two of them. */
export type KeyWire = 'u32' | 'f64' | 'i64' | 'bytes' | 'pair'
export type ValueWire = 'none' | 'u32' | 'f32' | 'f64' | 'i64'
export type Wire = KeyWire | ValueWire

/** The spaces over Wasm, a layout of tables each. */
export const WASM_SPACES = ['buckets', 'swiss'] as const

/** Those that have tables of their own. */
export const KEY_WIRES: readonly KeyWire[] = ['u32', 'f64', 'i64', 'bytes']
/** Two 32-bit integers are one key of 64 bits: of its own, a pair has the exports for one key only. */
export const PAIR: KeyWire = 'pair'
const TABLES_OF_PAIRS: KeyWire = 'i64'
export const VALUE_WIRES: readonly ValueWire[] = ['none', 'u32', 'f32', 'f64', 'i64']

/** The bytes that stand in a table for a wire type. */
export const STORED: Record<Wire, string> = {
  u32: 'u32',
  f32: 'u32',
  f64: 'u64',
  i64: 'u64',
  bytes: 'Bytes',
  pair: 'u64',
  none: 'None',
}

/** What depends on the size of a value only exists once a size: the pair that does it for all of that size. */
export const SHARES_SIZE: Record<ValueWire, ValueWire> = {
  none: 'none',
  u32: 'u32',
  f32: 'u32',
  f64: 'i64',
  i64: 'i64',
}

/** The wire whose tables have keys of a wire. */
export const tablesOf = (key: KeyWire): KeyWire => (key === PAIR ? TABLES_OF_PAIRS : key)

/** Prefix of the exports of one (key, value) pair: u32F64. */
export function pairName(key: KeyWire, value: ValueWire): string {
  return key + value[0]!.toUpperCase() + value.slice(1)
}

/** Integers come signed and unsigned; the table does not know, an increment must. */
export function incrementsOf(value: ValueWire): string[] {
  if (value === 'u32' || value === 'i64') return ['Signed', 'Unsigned']
  return value === 'none' ? [] : ['']
}

/** The type that an increment adds in, of a value that is an integer or not. */
export function addend(value: ValueWire, suffix: string): string {
  if (suffix === '') return value
  return suffix === 'Signed' ? value.replace('u', 'i') : value.replace('i', 'u')
}

/** What an export for ordinary tables is called in the binary of tables that threads share. */
export const plainName = (name: string) => `plain${name[0]!.toUpperCase()}${name.slice(1)}`

/** What an export is called in the file of its pair. */
export const nameInside = (name: string): string => name[0]!.toLowerCase() + name.slice(1)
