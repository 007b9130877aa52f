// What maps and sets with keys of bytes add: keys of one length, keys in the middle of a buffer.

import { badArgument } from '../errors.js'
import { type BytesLike, byteLengthOf, isBytes, MAX_KEY_BYTES } from './bytes.js'
import type { Container } from './container.js'
import { endOf, type KeySource, type Ranges, startOf } from './many.js'
import { type PackedKeys, packedRanges } from './packed.js'
import { TypedMap } from './typed-map.js'
import { TypedSet } from './typed-set.js'

function accepts(owner: Container, key: unknown): boolean {
  const n = byteLengthOf(key)
  return n >= 0 && (owner._keyLength === 0 || n === owner._keyLength)
}

/** Whether a range of a buffer is as long as a key must be. Throws if it is no range of a buffer. */
function hasLength(owner: Container, method: string, buffer: unknown, start: number, end: number): boolean {
  if (!isRange(buffer, start, end)) requireRange(owner, method, buffer, start, end)
  const n = end - start
  return owner._keyLength === 0 ? n <= MAX_KEY_BYTES : n === owner._keyLength
}

/** Small, so that it is inlined. */
function isRange(buffer: unknown, start: number, end: number): boolean {
  if (!isBytes(buffer) || typeof start !== 'number' || typeof end !== 'number') return false
  return start >>> 0 === start && end >>> 0 === end && start < end && end <= buffer.length
}

/** Cold: throws, unless the range is empty and inside its buffer. */
function requireRange(owner: Container, method: string, buffer: unknown, start: number, end: number): void {
  if (!isBytes(buffer)) {
    throw new TypeError(badArgument(owner._where(method), 'buffer', 'a Uint8Array', '', buffer).message)
  }
  const isEmpty = typeof start === 'number' && start === end && start >>> 0 === start && end <= buffer.length
  if (!isEmpty) throw badRange(owner, method, buffer, start, end)
  if (byteLengthOf(buffer) < 0) throw new TypeError(`${owner._where(method)}: buffer is detached or out of bounds`)
}

function badRange(owner: Container, method: string, buffer: Uint8Array, start: unknown, end: unknown): Error {
  const where = owner._where(method)
  const limit = `an integer from 0 to ${buffer.length}, the length of buffer`
  const isIn = (x: unknown) => typeof x === 'number' && Number.isInteger(x) && x >= 0 && x <= buffer.length
  if (!isIn(start)) return badArgument(where, 'start', limit, 'number', start)
  if (!isIn(end)) return badArgument(where, 'end', limit, 'number', end)
  return new RangeError(`${where}: start must not be greater than end, got ${start} and ${end}`)
}

function badLength(owner: Container, method: string, n: number): Error {
  owner._live(method)
  const wanted = owner._keyLength === 0 ? `at most ${MAX_KEY_BYTES}` : `${owner._keyLength}`
  return new RangeError(`${owner._where(method)}: a key must have ${wanted} bytes, got ${n}`)
}

function badKey(owner: Container, method: string, key: unknown): Error {
  owner._live(method)
  const n = byteLengthOf(key)
  if (n >= 0) return badLength(owner, method, n)
  const where = owner._where(method)
  if (isBytes(key)) {
    return key.length === 0
      ? new TypeError(`${where}: key is detached or out of bounds`)
      : badLength(owner, method, key.length)
  }
  return new TypeError(badArgument(where, 'key', 'a Uint8Array, DataView or ArrayBuffer', '', key).message)
}

/** Many keys for a call: an array of them, or packed; a plain Uint8Array where all keys are of one length. */
export type ManyBytes = ArrayLike<BytesLike> | PackedKeys | Uint8Array

/** The ranges of packed keys, or undefined for an array of keys. Checked as a whole before anything is read. */
function rangesOf(owner: Container, method: string, keys: any): Ranges | undefined {
  const where = owner._where(method)
  const length = owner._keyLength
  if (!(keys instanceof Uint8Array)) return packedRanges(where, keys, false, length)
  if (length === 0) throw new TypeError(`${where}: keys without keyLength need offsets: { bytes, offsets }`)
  if (keys.length % length !== 0) {
    throw new RangeError(`${where}: keys must be whole keys of ${length} bytes, got ${keys.length} bytes`)
  }
  const n = keys.length / length
  return { n, bytes: keys, starts: undefined, ends: undefined, keyLength: length, isUtf8: false }
}

/** The single-key operations on packed keys, none of which allocates. */
function rangeSource(owner: any, ranges: Ranges): KeySource {
  const { bytes } = ranges
  return {
    has: i => owner.hasRange(bytes, startOf(ranges, i), endOf(ranges, i)),
    delete: i => owner.deleteRange(bytes, startOf(ranges, i), endOf(ranges, i)),
    getOr: (i, fallback) => owner.getOrRange(bytes, startOf(ranges, i), endOf(ranges, i), fallback),
    set: (i, value) => owner.setRange(bytes, startOf(ranges, i), endOf(ranges, i), value),
    increment: (i, by) => owner.incrementRange(bytes, startOf(ranges, i), endOf(ranges, i), by),
    add: i => owner.addRange(bytes, startOf(ranges, i), endOf(ranges, i)),
  }
}

export abstract class BytesMapBase<K, V> extends TypedMap<K, V> {
  /** @internal */
  override _kept<T>(key: T): T {
    return new Uint8Array(key as unknown as Uint8Array) as unknown as T
  }
  /** @internal */
  override _ranges(method: string, keys: unknown): Ranges | undefined {
    return rangesOf(this, method, keys)
  }
  /** @internal */
  override _rangeSource(ranges: Ranges): KeySource {
    return rangeSource(this, ranges)
  }
  /** @internal */
  _accepts(key: unknown): key is BytesLike {
    return accepts(this, key)
  }
  /** @internal */
  _hasLength(method: string, buffer: unknown, start: number, end: number): boolean {
    return hasLength(this, method, buffer, start, end)
  }
  /** @internal */
  _badLength(method: string, n: number): Error {
    return badLength(this, method, n)
  }
  /** @internal */
  _badKey(method: string, key: unknown): Error {
    return badKey(this, method, key)
  }
}

export abstract class BytesSetBase<K> extends TypedSet<K, ManyBytes> {
  /** @internal */
  override _kept<T>(key: T): T {
    return new Uint8Array(key as unknown as Uint8Array) as unknown as T
  }
  /** @internal */
  override _ranges(method: string, keys: unknown): Ranges | undefined {
    return rangesOf(this, method, keys)
  }
  /** @internal */
  override _rangeSource(ranges: Ranges): KeySource {
    return rangeSource(this, ranges)
  }
  /** @internal */
  override _accepts(key: unknown): boolean {
    return accepts(this, key)
  }
  /** @internal */
  _hasLength(method: string, buffer: unknown, start: number, end: number): boolean {
    return hasLength(this, method, buffer, start, end)
  }
  /** @internal */
  _badLength(method: string, n: number): Error {
    return badLength(this, method, n)
  }
  /** @internal */
  _badKey(method: string, key: unknown): Error {
    return badKey(this, method, key)
  }
}
