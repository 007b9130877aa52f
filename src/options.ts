// What a constructor takes: entries, options, or entries and options.

import { MAX_KEY_BYTES } from './classes/bytes.js'
import { type ClassHome, isClassHome } from './classes/home.js'
import { badArgument } from './errors.js'

/** Key kinds in the order of their numbers. */
export const KEY_KINDS = ['Int32', 'Uint32', 'Float64', 'BigInt64', 'BigUint64', 'String', 'Bytes'] as const
export const STRING_KEYS = 5
/** These take `keyLength`. */
const BYTES_KEYS = 6

/** What a map's values are. `'any'` holds any JavaScript value; the others live in Wasm memory, never boxed. */
export type ValueKind = 'any' | 'int32' | 'uint32' | 'float32' | 'float64' | 'bigint64' | 'biguint64'

/** Numbers of the value kinds, for switches that run once an operation. */
export const ANY = 0
export const INT32 = 1
export const UINT32 = 2
export const FLOAT32 = 3
export const FLOAT64 = 4
export const BIGINT64 = 5
export const BIGUINT64 = 6
export const SET = 7

export const VALUE_KINDS: readonly ValueKind[] = [
  'any',
  'int32',
  'uint32',
  'float32',
  'float64',
  'bigint64',
  'biguint64',
]

/** The most entries that `capacity` and `reserve` take: more buckets would not fit a Wasm memory. */
export const MAX_CAPACITY = 2 ** 29

export interface TableOptions {
  /** Entries to make room for in advance, 0 to 2^29. Never bounds the size. */
  capacity?: number | undefined
  /** Seed of the hash, 0n to 2^64 - 1n, for reproducible tables. Default: random. */
  seed?: bigint | undefined
  /** A memory of its own instead of the one that is shared. The twin takes it and does without. */
  heap?: ClassHome | undefined
}

/** Of a BytesMap or BytesSet. */
export interface KeyLengthOption {
  /** Bytes of every key, 1 to 2^30 - 1. Up to 256 they are packed into the buckets, without a length or an address. */
  keyLength?: number | undefined
}

/** Of a map whose values are any JavaScript values. */
export interface AnyOptions extends TableOptions {
  values?: 'any' | undefined
}
/** Of a map whose values are numbers in Wasm memory. float32 rounds as a Float32Array does. */
export interface NumberOptions extends TableOptions {
  values: 'int32' | 'uint32' | 'float32' | 'float64'
}
/** Of a map whose values are 64-bit integers in Wasm memory. */
export interface BigIntOptions extends TableOptions {
  values: 'bigint64' | 'biguint64'
}
/** What fits values of a type that is named rather than inferred. */
export type OptionsFor<V> = [V] extends [number]
  ? AnyOptions | NumberOptions
  : [V] extends [bigint]
    ? AnyOptions | BigIntOptions
    : AnyOptions

export type MapOptions = AnyOptions | NumberOptions | BigIntOptions

export type Entries<K, V> = Iterable<readonly [K, V]> | null | undefined

/** The first argument of a constructor if it is entries. One argument is entries if it has Symbol.iterator. */
export function entriesOf<T>(where: string, first: unknown, second: unknown): Iterable<T> | undefined {
  if (first === undefined || first === null) return undefined
  if (typeof first !== 'object' && typeof first !== 'function') {
    throw new TypeError(`${where}: the first argument must be an iterable of entries or options`)
  }
  if (Symbol.iterator in first) return first as Iterable<T>
  if (second !== undefined) throw new TypeError(`${where}: the first of two arguments must be an iterable of entries`)
  return undefined
}

/** What `parseOptions` fills in. Fields, not a result: a constructor of tiny maps should not allocate. */
export interface Configured {
  _kind: number
  _capacity: number
  _keyLength: number
  _seed: bigint | undefined
  /** Only there if it is given. */
  _heap?: ClassHome
}

/** Checks options and puts them into `target`. */
export function parseOptions(
  { name: where, keyKind }: { name: string; keyKind: number },
  options: unknown,
  isMap: boolean,
  target: Configured,
): void {
  if (options === null) return
  if (typeof options !== 'object') throw badArgument(where, 'options', 'an object', 'object', options)
  for (const name in options) {
    const value = (options as Record<string, unknown>)[name]
    switch (name) {
      case 'values':
        if (!isMap) throw unknownOption(where, name)
        if (value !== undefined) target._kind = parseKind(where, value)
        break
      case 'capacity':
        if (value !== undefined) target._capacity = checkCapacity(where, name, value)
        break
      case 'seed':
        if (value !== undefined) target._seed = checkSeed(where, value)
        break
      case 'keyLength':
        if (keyKind !== BYTES_KEYS) throw unknownOption(where, name)
        if (value !== undefined) target._keyLength = checkKeyLength(where, value)
        break
      case 'heap':
        if (value !== undefined) target._heap = checkHeap(where, value)
        break
      default:
        throw unknownOption(where, name)
    }
  }
}

function unknownOption(where: string, name: string): TypeError {
  return new TypeError(`${where}: unknown option ${JSON.stringify(name)}`)
}

function parseKind(where: string, value: unknown): number {
  const kind = VALUE_KINDS.indexOf(value as ValueKind)
  if (kind < 0) {
    throw badArgument(where, 'values', `one of ${VALUE_KINDS.map(k => `'${k}'`).join(', ')}`, 'string', value)
  }
  return kind
}

export function checkCapacity(where: string, name: string, value: unknown): number {
  if (typeof value !== 'number' || !(Number.isInteger(value) && value >= 0 && value <= MAX_CAPACITY)) {
    throw badArgument(where, name, `an integer from 0 to ${MAX_CAPACITY}`, 'number', value)
  }
  return value
}

function checkKeyLength(where: string, value: unknown): number {
  if (typeof value !== 'number' || !(Number.isInteger(value) && value >= 1 && value <= MAX_KEY_BYTES)) {
    throw badArgument(where, 'keyLength', `an integer from 1 to ${MAX_KEY_BYTES}`, 'number', value)
  }
  return value
}

function checkHeap(where: string, value: unknown): ClassHome {
  if (!isClassHome(value)) throw new TypeError(badArgument(where, 'heap', 'a Heap', '', value).message)
  return value
}

function checkSeed(where: string, value: unknown): bigint {
  if (typeof value !== 'bigint' || BigInt.asUintN(64, value) !== value) {
    throw badArgument(where, 'seed', 'a bigint from 0 to 2^64 - 1', 'bigint', value)
  }
  return value
}

/** What a value of a kind must be, in words, and typeof such a value. */
export function valueRange(kind: number): [expected: string, type: string] {
  switch (kind) {
    case INT32:
      return ['an integer from -2147483648 to 2147483647', 'number']
    case UINT32:
      return ['an integer from 0 to 4294967295', 'number']
    case BIGINT64:
      return ['a bigint from -2^63 to 2^63 - 1', 'bigint']
    case BIGUINT64:
      return ['a bigint from 0 to 2^64 - 1', 'bigint']
    default:
      return ['a number', 'number']
  }
}
