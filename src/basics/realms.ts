// What a value is, whichever realm it is from: another window, a `vm` context, the sandbox of a test runner. Built-in objects
// are told by what only they have inside, never by their prototype or constructor, which each realm has of its own and
// anybody may change.

import {
  arrayBufferLength,
  getPrototypeOf,
  hasOwn,
  OBJECT_PROTOTYPE,
  objectToString,
  sharedBufferLength,
  typedArrayBuffer,
  typedArrayLength,
  typedArrayOffset,
  typedArrayTag,
} from './builtins.js'

/** Whether it is an object or function. */
export function isObject(x: unknown): x is object {
  return (typeof x === 'object' && x !== null) || typeof x === 'function'
}

/** Whether it is an object whose prototype is null or the `Object.prototype` of a realm. */
export function isPlain(x: unknown): boolean {
  if (typeof x !== 'object' || x === null) return false
  const prototype = getPrototypeOf(x)
  if (prototype === null || prototype === OBJECT_PROTOTYPE) return true
  // No other object that inherits from nothing has methods of this name.
  return getPrototypeOf(prototype) === null && hasOwn(prototype, 'isPrototypeOf')
}

/** What kind of object it is, as far as it tells: Promise, AsyncGenerator, Date … */
export function kindOf(x: unknown): string {
  return objectToString.call(x).slice(8, -1)
}

const TYPED_ARRAYS = [
  ...[Int8Array, Uint8Array, Uint8ClampedArray, Int16Array, Uint16Array, Int32Array, Uint32Array],
  ...[Float32Array, Float64Array, BigInt64Array, BigUint64Array],
]
type TypedArray = InstanceType<(typeof TYPED_ARRAYS)[number]>
type TypedArrayClass<T = TypedArray> = new (buffer: ArrayBufferLike | number, offset?: number, length?: number) => T

/** What a typed array is one of, such as 'Int32Array', whatever its class; undefined of anything else. */
export function tagOf(x: unknown): string | undefined {
  return typedArrayTag.call(x)
}

/** The class in this realm of what a typed array is one of; undefined of anything else. */
export function typedClassOf(x: unknown): TypedArrayClass | undefined {
  const tag = tagOf(x)
  return TYPED_ARRAYS.find(({ name }) => name === tag) as TypedArrayClass | undefined
}

/** A typed array of this realm, without a class of its own, over the same memory; what is no typed array as it is. */
export function ownArray<T>(x: T): T {
  const Class = typedClassOf(x)
  if (Class === undefined || getPrototypeOf(x as object) === Class.prototype) return x
  const length: number = typedArrayLength.call(x)
  // The buffer of an empty one may be gone.
  if (length === 0) return new Class(0) as T
  return new Class(typedArrayBuffer.call(x), typedArrayOffset.call(x), length) as T
}

/** As `ownArray` if it is a typed array of this type, else undefined. */
export function asTyped<T>(x: unknown, Class: { readonly name: string; readonly prototype: T }): T | undefined {
  if (tagOf(x) !== Class.name) return undefined
  return getPrototypeOf(x) === Class.prototype ? (x as T) : (ownArray(x) as T)
}

export function isArrayBuffer(x: unknown): x is ArrayBuffer {
  try {
    arrayBufferLength.call(x)
    return true
  } catch {
    return false
  }
}

export function isSharedArrayBuffer(x: unknown): x is SharedArrayBuffer {
  try {
    return sharedBufferLength !== undefined && sharedBufferLength.call(x) >= 0
  } catch {
    return false
  }
}
