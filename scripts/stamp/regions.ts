// What stands between `// #region name` and `// #endregion` of a specimen, for each kind of values that the region is of.

import { bigint64, biguint64, bytes, float32, float64, int32, string, uint32 } from '../../src/kinds/all.js'
import type { KeyKind, ScalarKind } from '../../src/kinds/kind.js'
import { pairName, SHARES_SIZE } from '../wires.js'
import { edited } from './text.js'

/** Of keys. */
export const KEYS: readonly KeyKind[] = [int32, uint32, float64, bigint64, biguint64, string, bytes].map(
  ({ keys }) => keys,
)
/** Of keys of several parts: a class for all of them. */
export const TUPLE: KeyKind = { ...bytes.keys, label: 'Tuple' }
/** Of values. */
export const VALUES: readonly ScalarKind[] = [int32, uint32, float32, float64, bigint64, biguint64].map(
  ({ kind }) => kind,
)

/** Those that programs use most. */
const HOT_VALUES: readonly ScalarKind[] = [int32.kind, float64.kind]

/** The kinds that stand in the specimens. */
export const SPECIMEN_KEYS = { scalar: int32.keys, staged: bytes.keys, tuple: TUPLE }
export const SPECIMEN_VALUE = int32.kind

/** The kinds of values that a region is made for, by its name. */
const KINDS_OF: Record<string, readonly ScalarKind[]> = {
  value: VALUES,
  hot: HOT_VALUES,
  cold: VALUES.filter(kind => !HOT_VALUES.includes(kind)),
  // That of the specimen is written out where it is used most.
  rest: VALUES.filter(kind => kind !== SPECIMEN_VALUE),
}

/** Repeats, keeps or drops what stands between `// #region name` and `// #endregion`. */
export function expanded(text: string, keys: KeyKind): string {
  const pattern = /^[ \t]*\/\/ #region (\w+)\n([\s\S]*?)^[ \t]*\/\/ #endregion\n/gm
  const edits = [...text.matchAll(pattern)].map(match => {
    const [whole, name, inside] = match as unknown as [string, string, string]
    const by = ofRegion(name, inside, keys)
    return { start: match.index, end: match.index + whole.length, text: by }
  })
  return edited(text, edits)
}

/** What takes the place of a region. */
function ofRegion(name: string, inside: string, keys: KeyKind): string {
  if (name === 'range') return keys === bytes.keys ? inside : ''
  const kinds = KINDS_OF[name]
  if (kinds === undefined) throw new Error(`stamp: unknown region ${name}`)
  return kinds.map(value => forValue(inside, value)).join('')
}

/** What stands in such a region, for another kind of values. */
function forValue(text: string, { label, name, wire, type, increment }: ScalarKind): string {
  return text
    .replace(/\b(u32|bytes|pair)U32(Get|Set)\b/g, (_, key, operation) => `${pairName(key, wire)}${operation}`)
    .replace(/\b(u32|bytes|pair)U32IncrementSigned\b/g, (_, key) => `${pairName(key, wire)}Increment${increment}`)
    .replace(/\b(u32|bytes|pair)U32Has\b/g, (_, key) => `${pairName(key, SHARES_SIZE[wire])}Has`)
    .replaceAll(SPECIMEN_VALUE.label, label)
    .replace(new RegExp(`\\b${SPECIMEN_VALUE.name}\\b`, 'g'), name)
    .replace(new RegExp(`\\b${SPECIMEN_VALUE.label.toUpperCase()}\\b`, 'g'), label.toUpperCase())
    .replace(/\bnumber\b/g, type)
}

/** Several of a kind of keys, in words. */
export const pluralOf = ({ type }: KeyKind) => `${type}s`
