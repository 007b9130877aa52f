// Built-ins that are used at run time, as they were when the library was evaluated: what a program does to the global ones
// later, as polyfills and patches do, concerns no map. A HashMap that looked `Map` up when it needs one would be made of
// itself, once it stands in its place.

export const NativeMap: MapConstructor = Map
export const NativeSet: SetConstructor = Set
export const getPrototypeOf = Object.getPrototypeOf
export const hasOwn = Object.hasOwn
export const OBJECT_PROTOTYPE: object = Object.prototype
export const objectToString = Object.prototype.toString
