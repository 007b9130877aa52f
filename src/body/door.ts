// The way from a map or set to its body, for the code of the library that is not in the class itself, which reads its own
// private field. The class hands its body over into a variable that only this file sees, so whoever finds the method that
// does it finds out nothing.

import { apply, reflectGet } from '../basics/builtins.js'
import { incompatible } from '../basics/errors.js'
import { Body } from './body.js'

/** Names the method with which a class hands over. */
export const DOOR: unique symbol = Symbol('tophash.door')

let handed: object | undefined

/** Called by the class with what is inside one of its own objects: a body or, of a HashMap or HashSet, its tables. */
export function handOver(inside: object): void {
  handed = inside
}

/** What is inside a map or set of any class and space; undefined of anything else. */
export function insideOf(map: unknown): object | undefined {
  if ((typeof map !== 'object' && typeof map !== 'function') || map === null || !(DOOR in map)) return undefined
  handed = undefined
  ;(map as { [DOOR](): void })[DOOR]()
  const inside = handed
  handed = undefined
  return inside
}

/** The body of the receiver of a method. @throws TypeError if it is no map or set of ours */
export function bodyOf(map: unknown, method: string): Body {
  const inside = insideOf(map)
  if (!(inside instanceof Body)) throw incompatible(method)
  return inside
}

/**
 * What the method of such a name answers of the receiver's own class: maps in heaps are instances of the public class and
 * have a text of their own. Cold.
 * @throws TypeError if the receiver is of no class of this name
 */
export function ofKin<Answer>(map: unknown, name: string, method: string, ...args: unknown[]): Answer {
  const inside = insideOf(map)
  if (!(inside instanceof Body) || inside.traits.name !== name) throw incompatible(`${name}.${method}`)
  const own = reflectGet(inside.traits.methods(), method, map)
  return typeof own === 'function' ? apply(own, map, args) : own
}
