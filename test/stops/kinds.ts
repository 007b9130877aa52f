// The kinds of maps and sets that are stopped, as numbered keys and values.

import { library as classes } from '../backend.js'
import { KEY_KINDS, newMap, newSet, stored, VALUE_KINDS, VALUES } from '../model/kinds.js'

export type Values = (typeof VALUE_KINDS)[number]

export interface Kind {
  name: string
  isSet: boolean
  /** Of a map. */
  values: Values | undefined
  /** Whether keys are staged. */
  hasBytes: boolean
  /** Whether keys are records in an arena. */
  hasRecords: boolean
  /** The typed array of its keys. */
  Column: { new (n: number): any; BYTES_PER_ELEMENT: number } | undefined
  create(options?: object): any
  /** The class itself, for its constructor with entries. */
  from(entries: Iterable<any>): any
  /** All different. */
  key(i: number): any
  /** Keys of one hash in a table whose words are zero. */
  crowded(i: number): any
  value(i: number): any
}

const COLUMNS: Record<string, any> = {
  Int32: Int32Array,
  Uint32: Uint32Array,
  Float64: Float64Array,
  BigInt64: BigInt64Array,
  BigUint64: BigUint64Array,
}

/** What is stored for a set: the same for all keys. */
const THERE = true
/** Values that are objects are the same whenever they are asked for. */
const objects = new Map<number, any>()

function numbered(values: Values, i: number): any {
  if (values !== 'any') return stored(values, VALUES[values](i))
  if (!objects.has(i)) objects.set(i, VALUES.any(i))
  return objects.get(i)
}

/** Beyond the special keys, of which some are equal. */
const PLAIN = 40
const SEED = 5n

function kindOf(key: (typeof KEY_KINDS)[number], values: Values | undefined): Kind {
  const options = { seed: SEED, ...(values !== undefined && { values }) }
  const Class = (classes as any)[key.name + (values === undefined ? 'Set' : 'Map')]
  return {
    name: values === undefined ? `set of ${key.label}` : `${key.label} to ${values}`,
    isSet: values === undefined,
    values,
    hasBytes: key.crowded !== undefined,
    hasRecords: key.crowded !== undefined && key.options === undefined,
    Column: COLUMNS[key.name],
    create: more => (values === undefined ? newSet : newMap)(key, { ...options, ...more }, classes),
    from: entries => new Class(entries, { ...options, ...key.options }),
    key: i => key.key(i + PLAIN),
    crowded: i => (key.crowded ?? key.key)(i + PLAIN),
    value: i => (values === undefined ? THERE : numbered(values, i)),
  }
}

/** One key of each type in turn. */
function mixedKey(i: number): any {
  return [i, i + 0.5, BigInt(i), `key ${i}`, Symbol.for(`${i}`)][i % 5]
}

function mixedKind(values: Values | undefined): Kind {
  const options = { seed: SEED, ...(values !== undefined && { values }) }
  const Class = values === undefined ? classes.HashSet : classes.HashMap
  return {
    ...kindOf(KEY_KINDS[0]!, values),
    name: values === undefined ? 'HashSet' : `HashMap to ${values}`,
    hasBytes: true,
    Column: undefined,
    create: more => new (Class as any)({ ...options, ...more }),
    from: entries => new (Class as any)(entries, options),
    key: mixedKey,
    crowded: mixedKey,
  }
}

const all = (index: number) => [undefined, ...VALUE_KINDS].map(values => kindOf(KEY_KINDS[index]!, values))
const labelled = (label: string) => all(KEY_KINDS.findIndex(key => key.label === label))

/** By the type of their keys: one list for each. */
export const KINDS = {
  int32: labelled('Int32'),
  uint32: labelled('Uint32'),
  float64: labelled('Float64'),
  bigint64: labelled('BigInt64'),
  biguint64: labelled('BigUint64'),
  string: labelled('String'),
  bytes: labelled('Bytes'),
  packed: labelled('Bytes of 5'),
  long: labelled('Bytes of 300'),
  mixed: [undefined, ...VALUE_KINDS].map(mixedKind),
}
