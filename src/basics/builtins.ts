// Built-in functions that are used at run time, as they were when the library was evaluated: what a program does to the
// global ones later, as polyfills and patches do, concerns no map.

export const getPrototypeOf = Object.getPrototypeOf
export const hasOwn = Object.hasOwn
export const OBJECT_PROTOTYPE: object = Object.prototype
export const objectToString = Object.prototype.toString
