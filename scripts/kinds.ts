// The one list of key and value kinds. Everything that exists once a kind is generated from it.

/** How a key or a value crosses into Wasm: the type of the export's parameter. */
export type Wire = 'u32' | 'f32' | 'f64' | 'i64' | 'bytes' | 'none'

/** One way to name a key in a call. */
export interface KeyForm {
  /** Of the methods of this form. */
  suffix: string
  parameters: string
  arguments: string
  /** An expression: can the arguments be a key? */
  accepts: (method: string) => string
  /** An expression that throws what is wrong with them. */
  reject: (method: string) => string
  /** An expression that stages the key, for keys that do not cross as a scalar. */
  stage?: string
  /** The same for arguments that may be no key, where that costs less than to ask first. */
  probe?: string
  /** An expression: the key as the table holds it. */
  canonical: string
}

function form(type: string, accepts: string, canonical: string, stage?: string): KeyForm {
  return {
    suffix: '',
    parameters: `key: ${type}`,
    arguments: 'key',
    accepts: () => accepts,
    reject: method => `this._badKey('${method}', key)`,
    canonical,
    ...(stage !== undefined && { stage }),
  }
}

/** A key in the middle of a buffer: nothing is allocated for it. */
const RANGE: KeyForm = {
  suffix: 'Range',
  parameters: 'buffer: Uint8Array, start: number, end: number',
  arguments: 'buffer, start, end',
  accepts: method => `this._hasLength('${method}', buffer, start, end)`,
  reject: method => `this._badLength('${method}', end - start)`,
  stage: 'stageRange(buffer, start, end)',
  canonical: 'new Uint8Array(buffer.subarray(start, end))',
}

export interface KeyKind {
  /** Prefix of the classes: Int32 -> Int32Map, Int32Set. */
  name: string
  wire: Wire
  /** Type in TypeScript: of the keys it hands out. */
  type: 'number' | 'bigint' | 'string' | 'Uint8Array'
  /** Type of the keys it takes, where that is more. */
  takes?: string
  /** How an operation is given a key; `staged` where it has to be staged before. */
  forms: KeyForm[]
  /** What it must be, in an error. */
  range: string
}

export const KEYS: KeyKind[] = [
  {
    name: 'Int32',
    wire: 'u32',
    type: 'number',
    forms: [form('K', "typeof key === 'number' && (key | 0) === key", 'key + 0')],
    range: 'an integer from -2147483648 to 2147483647',
  },
  {
    name: 'Uint32',
    wire: 'u32',
    type: 'number',
    forms: [form('K', "typeof key === 'number' && key >>> 0 === key", 'key + 0')],
    range: 'an integer from 0 to 4294967295',
  },
  {
    name: 'Float64',
    wire: 'f64',
    type: 'number',
    forms: [form('K', "typeof key === 'number'", 'key + 0')],
    range: 'a number',
  },
  {
    name: 'BigInt64',
    wire: 'i64',
    type: 'bigint',
    forms: [form('K', "typeof key === 'bigint' && BigInt.asIntN(64, key) === key", 'key')],
    range: 'a bigint from -2^63 to 2^63 - 1',
  },
  {
    name: 'BigUint64',
    wire: 'i64',
    type: 'bigint',
    forms: [form('K', "typeof key === 'bigint' && BigInt.asUintN(64, key) === key", 'key')],
    range: 'a bigint from 0 to 2^64 - 1',
  },
  {
    name: 'String',
    wire: 'bytes',
    type: 'string',
    forms: [form('K', "typeof key === 'string' && key.length < 0x20000000", 'key', 'stageString(key)')],
    range: 'a string of at most 536870911 characters',
  },
  {
    name: 'Bytes',
    wire: 'bytes',
    type: 'Uint8Array',
    takes: 'BytesLike',
    forms: [
      {
        ...form('BytesLike', 'this._accepts(key)', 'copyOf(key)', 'stageBytes(key)'),
        probe: 'probeBytes(key, this._keyLength)',
      },
      RANGE,
    ],
    range: 'a Uint8Array, DataView or ArrayBuffer',
  },
]

export const KEY_WIRES: Wire[] = ['u32', 'f64', 'i64', 'bytes']
export const VALUE_WIRES: Wire[] = ['none', 'u32', 'f32', 'f64', 'i64']

/** The bytes that stand in a table for a wire type. */
export const STORED: Record<Wire, string> = {
  u32: 'u32',
  f32: 'u32',
  f64: 'u64',
  i64: 'u64',
  bytes: 'Bytes',
  none: 'None',
}

/** Prefix of the exports of one (key, value) pair: u32F64. */
export function pairName(key: Wire, value: Wire): string {
  return key + value[0]!.toUpperCase() + value.slice(1)
}

export interface AbiFunction {
  name: string
  parameters: string
  returns: string
}

const TS_TYPE: Record<Wire, string> = {
  u32: 'number',
  f32: 'number',
  f64: 'number',
  i64: 'bigint',
  bytes: 'number',
  none: 'never',
}

/** `has` and `delete` depend on the size of a value only: the pair that does them for all of that size. */
export const SHARES_SIZE: Record<Wire, Wire> = {
  none: 'none',
  u32: 'u32',
  f32: 'u32',
  f64: 'i64',
  i64: 'i64',
  bytes: 'none',
}

/** The hot exports of one pair, called once an operation, in TypeScript's types. `T` is the table. */
export function hotFunctions(key: Wire, value: Wire): AbiFunction[] {
  const k = TS_TYPE[key]
  const v = TS_TYPE[value]
  const table = 'table: Table'
  const functions: AbiFunction[] = []
  if (SHARES_SIZE[value] === value) {
    functions.push(
      { name: 'Has', parameters: `${table}, key: ${k}`, returns: 'number' },
      { name: 'Remove', parameters: `${table}, key: ${k}`, returns: 'number' },
    )
  }
  if (value === 'none') return [...functions, { name: 'Add', parameters: `${table}, key: ${k}`, returns: 'number' }]
  functions.push(
    { name: 'Get', parameters: `${table}, key: ${k}, missing: ${v}`, returns: v },
    { name: 'Set', parameters: `${table}, key: ${k}, value: ${v}`, returns: 'number' },
  )
  if (value === 'u32') {
    functions.push(
      { name: 'Take', parameters: `${table}, key: ${k}, missing: number`, returns: 'number' },
      { name: 'GetOrInsert', parameters: `${table}, key: ${k}, value: number, failed: number`, returns: 'number' },
    )
  }
  for (const suffix of incrementsOf(value)) {
    const scalar = value === 'i64' ? 'bigint' : 'number'
    functions.push({ name: `Increment${suffix}`, parameters: `${table}, key: ${k}, by: ${scalar}`, returns: scalar })
  }
  return functions
}

/** Integers come signed and unsigned; the table does not know, an increment must. */
export function incrementsOf(value: Wire): string[] {
  if (value === 'u32' || value === 'i64') return ['Signed', 'Unsigned']
  return value === 'none' ? [] : ['']
}

/**
 * The exports of one pair for many keys a call: of columns, or of bytes in ranges of a buffer. What depends on the size of a
 * value only exists once a size.
 */
export function batchFunctions(key: Wire, value: Wire): string[] {
  const what = key === 'bytes' ? 'Ranges' : 'Many'
  const names = incrementsOf(value).map(suffix => `Increment${what}${suffix}`)
  if (SHARES_SIZE[value] !== value) return names
  names.push(`Has${what}`, `Remove${what}`, `Set${what}`)
  if (key !== 'bytes') names.push('UndoMany')
  if (value !== 'none') names.push(`Get${what}`)
  if (value === 'u32' && key !== 'bytes') names.push('IndexMany')
  return names
}

/** The cold exports of one pair. */
export const COLD_FUNCTIONS: AbiFunction[] = [
  {
    name: 'Stage',
    parameters: 'table: number, bits: number, start: number, done: number, sub: number',
    returns: 'number',
  },
  { name: 'StageRest', parameters: 'table: number, bucket: number', returns: 'number' },
  { name: 'Clone', parameters: 'table: number', returns: 'number' },
  { name: 'Reserve', parameters: 'table: number, n: number', returns: 'number' },
  { name: 'Shrink', parameters: 'table: number', returns: 'number' },
  { name: 'ChainAt', parameters: 'table: number, index: number', returns: 'number' },
  { name: 'OverflowOf', parameters: 'bucket: number', returns: 'number' },
]
