// Keys of bytes: what can be one, and how long it is.

import {
  dataViewBuffer,
  dataViewLength,
  dataViewOffset,
  isView,
  RangeError,
  TypeError,
  typedArrayTag,
  Uint8Array,
} from '../basics/builtins.js'
import { badArgument } from '../basics/errors.js'
import { asTyped, isArrayBuffer, isSharedArrayBuffer, ownArray } from '../basics/realms.js'
import type { KeyKind } from './kind.js'
import { bytesAt, type PackedKeys, packedRanges, type Ranges } from './packed.js'

/** What is taken as a key of bytes: its content counts. A Buffer is a Uint8Array. */
export type BytesLike = Uint8Array | DataView | ArrayBuffer | SharedArrayBuffer

/** The longest key, in bytes: a descriptor of twice as much is an int32. */
export const MAX_KEY_BYTES = 2 ** 30 - 1

/** Any method that validates its array. Not `keys` or `values`, which JavaScriptCore compiles without the check. */
const requireAttached = Uint8Array.prototype.indexOf

/** Whether it is a Uint8Array of some realm, not only an object that inherits from one. */
export function isBytes(key: unknown): key is Uint8Array {
  return typedArrayTag.call(key) === 'Uint8Array'
}

/** Bytes of a key, or -1 if it is none: of another type, too long, or over a buffer that was detached or has shrunk. */
export function byteLengthOf(key: unknown): number {
  if (!isBytes(key)) return lengthOfOther(key)
  const n = key.length
  if (n > 0) return n <= MAX_KEY_BYTES ? n : -1
  if (n === 0) return isAttached(key) ? 0 : -1
  return lengthOfOther(key)
}

/** Whether an array of length 0 is not so because its buffer is gone. */
function isAttached(key: Uint8Array): boolean {
  try {
    requireAttached.call(key, 0)
    return true
  } catch {
    return false
  }
}

function lengthOfOther(key: unknown): number {
  const bytes = viewOf(key)
  return bytes === undefined || bytes.length > MAX_KEY_BYTES ? -1 : bytes.length
}

/** The bytes of a key that does not look like a Uint8Array, or undefined if it is no key. */
export function viewOf(key: unknown): Uint8Array | undefined {
  if (typeof key !== 'object' || key === null) return undefined
  try {
    if (isBytes(key)) return ownArray(key)
    if (isView(key)) {
      // The getters throw for what is no DataView, too.
      return new Uint8Array(dataViewBuffer.call(key), dataViewOffset.call(key), dataViewLength.call(key))
    }
    return isArrayBuffer(key) || isSharedArrayBuffer(key) ? new Uint8Array(key) : undefined
  } catch {
    // The buffer is detached, or too short by now.
    return undefined
  }
}

/** The bytes of a key. Precondition: `byteLengthOf` accepts it. */
export function bytesOf(key: BytesLike): Uint8Array {
  return isBytes(key) && key.length >= 0 ? key : viewOf(key)!
}

/** A copy of the bytes of a key, for keeping. */
export function copyOf(key: BytesLike): Uint8Array {
  return new Uint8Array(bytesOf(key))
}

/** Of a BytesMap or BytesSet. */
export interface KeyLengthOption {
  /** Bytes of every key, 1 to 2^30 - 1. Up to 256 they are packed into the buckets, without a length or an address. */
  keyLength?: number | undefined
}

/** Many keys for a call: an array of them, or packed; a plain Uint8Array where all keys are of one length. */
export type ManyBytes = ArrayLike<BytesLike> | PackedKeys | Uint8Array

/** The type of keys, of what is taken for one and for many of them, and their own options. */
export type Key = Uint8Array
export type Taken = BytesLike
export type Many = PackedKeys | Uint8Array
export type KeyOptions = KeyLengthOption

/** A key for keeping. */
export const asKey = (key: BytesLike): Uint8Array => copyOf(key)

export function accepts(key: unknown, keyLength: number): boolean {
  const n = byteLengthOf(key)
  return n >= 0 && (keyLength === 0 || n === keyLength)
}

export function badLength(where: string, keyLength: number, n: number): RangeError {
  const wanted = keyLength === 0 ? `at most ${MAX_KEY_BYTES}` : `${keyLength}`
  return new RangeError(`${where}: a key must have ${wanted} bytes, got ${n}`)
}

function reject(where: string, key: unknown, keyLength: number): Error {
  const n = byteLengthOf(key)
  if (n >= 0) return badLength(where, keyLength, n)
  if (!isBytes(key)) {
    return new TypeError(badArgument(where, 'key', 'a Uint8Array, DataView or ArrayBuffer', '', key).message)
  }
  return key.length === 0
    ? new TypeError(`${where}: key is detached or out of bounds`)
    : badLength(where, keyLength, key.length)
}

/** The ranges of packed keys, or undefined for an array of keys. Checked as a whole before anything is read. */
function rangesOf(where: string, keys: unknown, keyLength: number): Ranges | undefined {
  const bytes = asTyped(keys, Uint8Array)
  if (bytes === undefined) return packedRanges(where, keys, false, keyLength)
  if (keyLength === 0) throw new TypeError(`${where}: keys without keyLength need offsets: { bytes, offsets }`)
  if (bytes.length % keyLength !== 0) {
    throw new RangeError(`${where}: keys must be whole keys of ${keyLength} bytes, got ${bytes.length} bytes`)
  }
  const n = bytes.length / keyLength
  return { n, bytes, starts: undefined, ends: undefined, keyLength, isUtf8: false }
}

export const keys: KeyKind<Key> = {
  label: 'Bytes',
  wire: 'bytes',
  type: 'Uint8Array',
  range: 'a Uint8Array, DataView or ArrayBuffer',
  scalar: undefined,
  isString: false,
  hasKeyLength: true,
  accepts,
  kept: asKey,
  reject,
  rangesOf,
  keyOf: bytesAt,
}
