// What a value is, whichever realm it is from: another window, a `vm` context, the sandbox of a test runner. Built-in objects
// are told by what only they have inside, never by their prototype or constructor, which each realm has of its own and
// anybody may change.

import { getPrototypeOf, hasOwn, OBJECT_PROTOTYPE, objectToString } from './builtins.js'

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
