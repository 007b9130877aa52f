// Built-ins that are used at run time, as they were when the library was evaluated: what a program does to the global ones
// later, as polyfills and patches do, concerns no map. A HashMap that looked `Map` up when it needs one would be made of
// itself, once it stands in its place.

export const NativeMap: MapConstructor = Map
export const NativeSet: SetConstructor = Set
export const getPrototypeOf = Object.getPrototypeOf
export const hasOwn = Object.hasOwn
export const isView: (x: unknown) => x is ArrayBufferView = ArrayBuffer.isView
export const OBJECT_PROTOTYPE: object = Object.prototype
export const objectToString = Object.prototype.toString

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
