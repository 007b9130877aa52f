// A map or set beside a model of it.

import { KeyMap, show } from '../ids.js'
import type { Kind } from './kinds.js'

export interface Subject {
  kind: Kind
  map: any
  model: KeyMap<any>
  /** The keys that it is about. */
  key(i: number): any
  /** A number from which on no key has been in it. */
  next: number
  /** Other maps that are in the way. */
  others: any[]
}

export function subjectOf(kind: Kind, options?: object, key = kind.key): Subject {
  return { kind, map: kind.create(options), model: new KeyMap(), key, next: 0, others: [] }
}

export function putOne(subject: Subject, key: any, value: any): void {
  if (subject.kind.isSet) subject.map.add(key)
  else subject.map.set(key, value)
  subject.model.set(key, value)
}

/** Inserts the next `n` keys. */
export function put(subject: Subject, n: number): Subject {
  for (let i = subject.next; i < subject.next + n; i++) putOne(subject, subject.key(i), subject.kind.value(i))
  subject.next += n
  return subject
}

export function drop(subject: Subject, key: any): void {
  subject.map.delete(key)
  subject.model.delete(key)
}

/** The values of keys by identity, NaN by itself. */
export function same(a: any, b: any): boolean {
  if (a instanceof KeyMap && b instanceof KeyMap) return differences(a, b).length === 0
  const isList = (x: any): x is ArrayLike<any> => Array.isArray(x) || ArrayBuffer.isView(x)
  if (isList(a) && isList(b)) return a.length === b.length && Array.from(a).every((x, i) => same(x, b[i]))
  return Object.is(a, b)
}

/** What keeps one map from being the other. */
export function differences(found: KeyMap<any>, wanted: KeyMap<any>): string[] {
  const wrong: string[] = []
  for (const [key, value] of found) {
    if (!wanted.has(key)) wrong.push(`has ${show(key)}`)
    else if (!same(value, wanted.get(key))) wrong.push(`${show(key)} is ${String(value)}`)
  }
  for (const key of wanted.keys()) if (!found.has(key)) wrong.push(`lacks ${show(key)}`)
  return wrong
}

/** The entries that a walk meets. @throws if it meets one twice */
export function entriesOf(kind: Kind, map: any): KeyMap<any> {
  const found = new KeyMap<any>()
  for (const entry of map) {
    const [key, value] = kind.isSet ? [entry, true] : entry
    if (found.has(key)) throw new Error('a walk meets an entry twice')
    found.set(key, value)
  }
  return found
}

/** The entries of a map, each way of asking for them giving the same. @throws if not */
export function contentsOf(kind: Kind, map: any, asked: Iterable<any>): KeyMap<any> {
  const found = entriesOf(kind, map)
  for (const [key, value] of found) {
    if (!map.has(key)) throw new Error('an entry that a walk meets is not found')
    if (!kind.isSet && !same(map.get(key), value)) throw new Error('get and a walk have different values')
  }
  for (const key of asked) if (map.has(key) !== found.has(key)) throw new Error('a walk misses a key that is found')
  if (map.size !== found.size) {
    throw new Error(`size is ${map.size > found.size ? 'more' : 'less'} than the number of entries`)
  }
  return found
}

const ABSENT = Symbol('absent')

/** A model that keeps all that each key has been: a call for many keys may be stopped between any two. */
export class Recorded extends KeyMap<any> {
  readonly #before = new KeyMap<any>()

  #record(key: any): void {
    const list: any[] = this.#before.get(key) ?? []
    list.push(this.has(key) ? this.get(key) : ABSENT)
    this.#before.set(key, list)
  }

  override set(key: any, value: any): this {
    // The constructor of the base fills before there is a list.
    if (#before in this) this.#record(key)
    return super.set(key, value)
  }

  override delete(key: any): boolean {
    this.#record(key)
    return super.delete(key)
  }

  /** The keys that are in a map as they have never been here. */
  wrongIn(found: KeyMap<any>): string[] {
    const keys = new KeyMap<any>([...found, ...this, ...this.#before])
    const wrong: string[] = []
    for (const key of keys.keys()) {
      const was = [...(this.#before.get(key) ?? []), this.has(key) ? this.get(key) : ABSENT]
      const is = found.has(key) ? found.get(key) : ABSENT
      if (!was.some(value => same(value, is))) {
        wrong.push(is === ABSENT ? `lacks ${show(key)}` : `${show(key)} is ${String(is)}`)
      }
    }
    return wrong
  }
}
