// Built-ins that are used at run time, as they were when the library was evaluated: what a program does to the global ones
// later, as polyfills and patches do, concerns no map. A HashMap that looked `Map` up when it needs one would be made of
// itself, once it stands in its place. Methods of prototypes, such as `Array.prototype.push`, are called as they are.
//
// Files import classes under the names that they have anyway; test/lint/globals.test.ts finds where that was forgotten.
// Nothing here may stay in a bundle that does not use it: reads that bundlers take for effects are wrapped in `taken`.

export const taken = <T>(read: () => T): T => read()

const GLOBAL = globalThis

/**
 * What answers a global. Of one with a getter, that is kept: Node makes some of them when they are first read, which for
 * `crypto` takes milliseconds.
 */
export function globalOf<T>(name: string): () => T | undefined {
  const getter = Object.getOwnPropertyDescriptor(GLOBAL, name)?.get
  if (getter !== undefined) return () => getter.call(GLOBAL)
  const value = (GLOBAL as unknown as Record<string, T>)[name]
  return () => value
}

export const NativeMap: MapConstructor = Map
export const NativeSet: SetConstructor = Set

const NativeWeakMap = WeakMap

export { NativeWeakMap as WeakMap }

const NativeError = Error
const NativeTypeError = TypeError
const NativeRangeError = RangeError

export { NativeError as Error, NativeRangeError as RangeError, NativeTypeError as TypeError }

const NativeArray = Array
const NativeArrayBuffer = ArrayBuffer
const NativeDataView = DataView
const NativeUint8Array = Uint8Array
const NativeUint16Array = Uint16Array
const NativeInt32Array = Int32Array
const NativeUint32Array = Uint32Array
const NativeFloat32Array = Float32Array
const NativeFloat64Array = Float64Array
const NativeBigInt64Array = BigInt64Array
const NativeBigUint64Array = BigUint64Array

export {
  NativeArray as Array,
  NativeArrayBuffer as ArrayBuffer,
  NativeBigInt64Array as BigInt64Array,
  NativeBigUint64Array as BigUint64Array,
  NativeDataView as DataView,
  NativeFloat32Array as Float32Array,
  NativeFloat64Array as Float64Array,
  NativeInt32Array as Int32Array,
  NativeUint8Array as Uint8Array,
  NativeUint16Array as Uint16Array,
  NativeUint32Array as Uint32Array,
}
export const isArray = Array.isArray
export const arrayFrom = Array.from
export const isView: (x: unknown) => x is ArrayBufferView = ArrayBuffer.isView

const NativeBigInt = BigInt
const NativeBoolean = Boolean
const NativeNumber = Number
const NativeString = String

export { NativeBigInt as BigInt, NativeBoolean as Boolean, NativeNumber as Number, NativeString as String }
export const asIntN = /* @__PURE__ */ taken(() => BigInt.asIntN)
export const asUintN = /* @__PURE__ */ taken(() => BigInt.asUintN)
export const isInteger = /* @__PURE__ */ taken(() => Number.isInteger)
export const isSafeInteger = /* @__PURE__ */ taken(() => Number.isSafeInteger)
export const fromCharCode = /* @__PURE__ */ taken(() => String.fromCharCode)
export const NAN: number = /* @__PURE__ */ taken(() => Number.NaN)
export const INFINITY: number = /* @__PURE__ */ taken(() => Number.POSITIVE_INFINITY)

export const clz32 = Math.clz32
export const floor = Math.floor
export const fround = Math.fround
export const imul = Math.imul
export const log2 = Math.log2
export const max = Math.max
export const min = Math.min
export const random = Math.random
export const trunc = Math.trunc

export const assign = Object.assign
export const create = Object.create
export const defineProperties = Object.defineProperties
export const defineProperty = Object.defineProperty
export const freeze = Object.freeze
export const getOwnPropertyDescriptor = Object.getOwnPropertyDescriptor
export const getOwnPropertyDescriptors = Object.getOwnPropertyDescriptors
export const getPrototypeOf = Object.getPrototypeOf
export const hasOwn = Object.hasOwn
export const keysOf = Object.keys
/** Object.is */
export const isSameValue = Object.is
export const setPrototypeOf = Object.setPrototypeOf
export const OBJECT_PROTOTYPE: object = Object.prototype
export const objectToString = Object.prototype.toString

const NativeProxy = Proxy

export { NativeProxy as Proxy }
export const apply = Reflect.apply
export const reflectGet = Reflect.get
export const stringify = JSON.stringify
export const ITERATOR: typeof Symbol.iterator = Symbol.iterator
export const TO_STRING_TAG: typeof Symbol.toStringTag = Symbol.toStringTag
/** A promise that is fulfilled, to wait for the end of the job. */
export const DONE: Promise<void> = /* @__PURE__ */ taken(() => Promise.resolve())

/** Some runtimes have none. */
const Registry: FinalizationRegistryConstructor | undefined = /* @__PURE__ */ taken(
  () => globalThis.FinalizationRegistry,
)

export { Registry as FinalizationRegistry }
export const theCrypto = /* @__PURE__ */ globalOf<Crypto>('crypto')

const TYPED_ARRAY = getPrototypeOf(Uint8Array.prototype)
const getterOf = (prototype: object, name: PropertyKey) => Object.getOwnPropertyDescriptor(prototype, name)!.get!

// Getters that tell what an object has inside, whatever realm and class it is of: they throw for others, but for the tag.
export const typedArrayTag = /* @__PURE__ */ getterOf(TYPED_ARRAY, Symbol.toStringTag)
export const typedArrayBuffer = /* @__PURE__ */ getterOf(TYPED_ARRAY, 'buffer')
export const typedArrayOffset = /* @__PURE__ */ getterOf(TYPED_ARRAY, 'byteOffset')
export const typedArrayLength = /* @__PURE__ */ getterOf(TYPED_ARRAY, 'length')
export const dataViewBuffer = /* @__PURE__ */ getterOf(DataView.prototype, 'buffer')
export const dataViewOffset = /* @__PURE__ */ getterOf(DataView.prototype, 'byteOffset')
export const dataViewLength = /* @__PURE__ */ getterOf(DataView.prototype, 'byteLength')
export const arrayBufferLength = /* @__PURE__ */ getterOf(ArrayBuffer.prototype, 'byteLength')
/** Undefined where there is no shared memory. */
export const sharedBufferLength =
  typeof SharedArrayBuffer === 'function'
    ? /* @__PURE__ */ getterOf(SharedArrayBuffer.prototype, 'byteLength')
    : undefined
