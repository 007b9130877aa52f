// What HashMap and HashSet share as classes that look like built-in ones.

import {
  defineProperty,
  getPrototypeOf,
  ITERATOR,
  OBJECT_PROTOTYPE,
  setPrototypeOf,
  TO_STRING_TAG,
} from '../basics/builtins.js'
import { isObject } from '../basics/realms.js'
import { entriesOf } from '../body/options.js'

/** The arguments of a constructor: entries or keys, options, or both. */
export function argumentsOf(
  where: string,
  given: ArrayLike<unknown>,
): { source: Iterable<unknown> | undefined; options: unknown } {
  const [first, second] = [given[0], given[1]]
  if (first === undefined || first === null) return { source: undefined, options: second }
  if (!isObject(first)) return { source: first as Iterable<unknown>, options: second }
  const source = entriesOf<unknown>(where, first, second)
  if (source !== undefined) return { source, options: second }
  return { source: undefined, options: first }
}

/** Where the prototype of new.target is no object, instances inherit from that of the class, not of Object. */
export function repairPrototype(instance: object, target: { prototype: unknown }, Class: { prototype: object }): void {
  if (target === Class || getPrototypeOf(instance) !== OBJECT_PROTOTYPE) return
  if (target.prototype !== OBJECT_PROTOTYPE) setPrototypeOf(instance, Class.prototype)
}

/** Names, tags and aliases that a class statement cannot express. */
export function finishClass(Class: { prototype: object }, name: string, iterator: string, alias?: string): void {
  defineProperty(Class, 'name', { value: name })
  const value = (Class.prototype as Record<string, unknown>)[iterator]
  const names = alias === undefined ? [ITERATOR] : [ITERATOR, alias]
  for (const key of names) {
    defineProperty(Class.prototype, key, { value, writable: true, configurable: true, enumerable: false })
  }
  defineProperty(Class.prototype, TO_STRING_TAG, { value: name, configurable: true })
}
