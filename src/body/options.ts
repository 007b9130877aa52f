// What a constructor takes: entries, options, or entries and options.

import { asUintN, hasOwn, ITERATOR, isInteger, stringify, TypeError } from '../basics/builtins.js'
import { badArgument, show } from '../basics/errors.js'
import { isObject, isPlain, kindOf } from '../basics/realms.js'
import { MAX_KEY_BYTES } from '../kinds/bytes.js'
import { VALUE_KINDS, type ValueKind } from '../kinds/index.js'
import { SET } from '../kinds/kind.js'
import type { LayoutName } from '../spaces/layouts/layout.js'
import { type ClassHome, isClassHome } from './home.js'

/** The most entries that `capacity` and `reserve` take: more buckets would not fit a Wasm memory. */
export const MAX_CAPACITY = 2 ** 29

export interface TableOptions {
  /** Entries to make room for in advance, 0 to 2^29. Never bounds the size. */
  capacity?: number | undefined
  /**
   * Seed of the hash, 0n to 2^64 - 1n, for reproducible tables. Default: random. Once more keys fall together than chance
   * allows, a hash is drawn that the seed does not tell.
   */
  seed?: bigint | undefined
  /** A memory of its own instead of the one that is shared. The twin takes it and does without. */
  heap?: ClassHome | undefined
}

/** Of the maps and sets of the twin. */
export interface LayoutOption {
  /**
   * What a table is made of: Go's buckets, or the small tables of groups that split of `tophash/swiss`, slot for slot as in
   * either. With `'swiss'`, `stats` and `inspect` answer with a SwissStats and a SwissInspection. Default: `'buckets'`.
   */
  layout?: LayoutName | undefined
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

/**
 * The first argument of a constructor if it is entries: if it has Symbol.iterator, as strings do.
 * @throws TypeError if it is neither iterable nor options
 */
export function entriesOf<T>(where: string, first: unknown, second: unknown): Iterable<T> | undefined {
  if (first === undefined || first === null) return undefined
  if (typeof first === 'string' || (isObject(first) && ITERATOR in first)) return first as Iterable<T>
  requireOptions(where, 'the first argument', 'iterable or a plain object of options', first)
  if (second !== undefined) throw new TypeError(`${where}: the first of two arguments must be an iterable of entries`)
  return undefined
}

/** Throws unless it is a plain object: what is none, as a promise, was hardly meant as options. */
function requireOptions(where: string, argument: string, wanted: string, options: unknown): void {
  if (isPlain(options)) return
  const got = isObject(options) ? `an object of the kind ${kindOf(options)}` : show(options)
  throw new TypeError(`${where}: ${argument} must be ${wanted}, got ${got}`)
}

/** What `parseOptions` fills in. Fields, not a result: a constructor of tiny maps should not allocate. */
export interface Options {
  /** The value kind. */
  kind: number
  capacity: number
  keyLength: number
  seed: bigint | undefined
  heap: ClassHome | undefined
  layout: LayoutName
}

/** What a space says of the options of its classes beside their kinds. */
export interface Rules {
  /** Whether there is the option `layout`. */
  hasLayouts: boolean
  /** @throws TypeError if the tables in a heap have another layout */
  requireHeap(where: string, heap: ClassHome): void
}

/** Checks options and puts them into `target`. */
export function parseOptions(
  where: string,
  options: unknown,
  isMap: boolean,
  hasKeyLength: boolean,
  hasLayouts: boolean,
  target: Options,
): void {
  if (options === null) return
  requireOptions(where, 'options', 'an object without a class of its own', options)
  for (const name in options as object) {
    // What Object.prototype has been given is none.
    if (!hasOwn(options as object, name)) continue
    const value = (options as Record<string, unknown>)[name]
    switch (name) {
      case 'values':
        if (!isMap) throw unknownOption(where, name)
        if (value !== undefined) target.kind = parseKind(where, value)
        break
      case 'capacity':
        if (value !== undefined) target.capacity = checkCapacity(where, name, value)
        break
      case 'seed':
        if (value !== undefined) target.seed = checkSeed(where, value)
        break
      case 'keyLength':
        if (!hasKeyLength) throw unknownOption(where, name)
        if (value !== undefined) target.keyLength = checkKeyLength(where, value)
        break
      case 'layout':
        if (!hasLayouts) throw unknownOption(where, name)
        if (value !== undefined) target.layout = checkLayout(where, value)
        break
      case 'heap':
        if (value !== undefined) target.heap = checkHeap(where, value)
        break
      default:
        throw unknownOption(where, name)
    }
  }
}

function unknownOption(where: string, name: string): TypeError {
  return new TypeError(`${where}: unknown option ${stringify(name)}`)
}

function parseKind(where: string, value: unknown): number {
  const kind = VALUE_KINDS.indexOf(value as ValueKind)
  if (kind < 0) {
    throw badArgument(where, 'values', `one of ${VALUE_KINDS.map(k => `'${k}'`).join(', ')}`, 'string', value)
  }
  return kind
}

export function checkCapacity(where: string, name: string, value: unknown): number {
  if (typeof value !== 'number' || !(isInteger(value) && value >= 0 && value <= MAX_CAPACITY)) {
    throw badArgument(where, name, `an integer from 0 to ${MAX_CAPACITY}`, 'number', value)
  }
  return value
}

function checkKeyLength(where: string, value: unknown): number {
  if (typeof value !== 'number' || !(isInteger(value) && value >= 1 && value <= MAX_KEY_BYTES)) {
    throw badArgument(where, 'keyLength', `an integer from 1 to ${MAX_KEY_BYTES}`, 'number', value)
  }
  return value
}

function checkHeap(where: string, value: unknown): ClassHome {
  if (!isClassHome(value)) throw new TypeError(badArgument(where, 'heap', 'a Heap', '', value).message)
  return value
}

function checkLayout(where: string, value: unknown): LayoutName {
  if (value === 'buckets' || value === 'swiss') return value
  throw new TypeError(badArgument(where, 'layout', "'buckets' or 'swiss'", '', value).message)
}

function checkSeed(where: string, value: unknown): bigint {
  if (typeof value !== 'bigint' || asUintN(64, value) !== value) {
    throw badArgument(where, 'seed', 'a bigint from 0 to 2^64 - 1', 'bigint', value)
  }
  return value
}

/** The options that say the same again, but for the capacity and the seed. */
export function sameOptions({
  kind,
  keyLength,
  heap,
  layout,
}: Pick<Options, 'kind' | 'keyLength' | 'heap' | 'layout'>): object {
  return {
    ...(kind !== SET && { values: VALUE_KINDS[kind] }),
    ...(keyLength !== 0 && { keyLength }),
    ...(heap !== undefined && { heap }),
    ...(layout !== 'buckets' && { layout }),
  }
}
