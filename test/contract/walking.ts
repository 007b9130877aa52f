// An iteration that is disturbed, checked against a model of what was promised.

import { expect } from 'vitest'
import { KeyMap, KeySet, show } from '../ids.js'

/** A map or set behind one face. */
export interface Face {
  subject: any
  key: (i: number) => any
  put: (i: number, value: number) => void
  remove: (i: number) => void
  /** A started or unstarted walk; each step gives [key, value], the value undefined where there is none. */
  walk: () => Iterator<[any, any]>
  hasValues: boolean
}

/** Changes a map and remembers what a walk over it owes. */
export class Promised {
  readonly face: Face
  /** What is in the map now: key -> value. */
  readonly now = new KeyMap<number>()
  readonly #untouched: KeySet
  readonly #seen = new KeySet()
  #cleared = false

  constructor(face: Face, present: Iterable<number>) {
    this.face = face
    for (const i of present) {
      face.put(i, i)
      this.now.set(face.key(i), i)
    }
    this.#untouched = new KeySet(this.now.keys())
  }

  put(i: number, value: number): void {
    this.face.put(i, value)
    this.now.set(this.face.key(i), value)
  }

  remove(i: number): void {
    const key = this.face.key(i)
    this.face.remove(i)
    this.now.delete(key)
    this.#untouched.delete(key)
    this.#seen.delete(key)
    if (this.now.size === 0) this.#cleared = true
  }

  clear(): void {
    this.face.subject.clear()
    this.now.clear()
    this.#cleared = true
  }

  /** Keys that the walk has not come to. */
  unreached(): any[] {
    return [...this.now.keys()].filter(key => !this.#seen.has(key))
  }

  /** Checks one step. */
  step([key, value]: [any, any]): void {
    if (this.#cleared) expect.unreachable(`${show(key)} came after the map was emptied`)
    if (!this.now.has(key)) expect.unreachable(`${show(key)} came, but is not in the map`)
    if (this.#seen.has(key)) expect.unreachable(`${show(key)} came twice`)
    if (this.face.hasValues && value !== this.now.get(key)) expect(value).toBe(this.now.get(key))
    this.#seen.add(key)
  }

  /** Checks that nothing was left out. */
  end(): void {
    if (this.#cleared) return
    const missed = [...this.#untouched].filter(key => !this.#seen.has(key))
    expect(missed).toEqual([])
    expect(this.face.subject.size).toBe(this.now.size)
  }
}

/** Walks to the end; `disturb` is called after every step with the number of steps so far. */
export function walkThrough(promised: Promised, disturb: (step: number) => void): void {
  const walk = promised.face.walk()
  let step = 0
  for (let next = walk.next(); !next.done; next = walk.next()) {
    promised.step(next.value)
    disturb(++step)
  }
  promised.end()
  expect(walk.next().done).toBe(true)
}
