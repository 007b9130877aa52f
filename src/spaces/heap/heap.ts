// A memory of its own for some maps and sets.

import { defineProperty, keysOf, setPrototypeOf } from '../../basics/builtins.js'
import { type ClassHome, MAKE } from '../../body/home.js'
import * as allTenants from '../../generated/heap/index.js'
import * as allClasses from '../../generated/wasm/index.js'
import { LinearMemory } from '../wasm/memory.js'
import { theModule } from '../wasm/module.js'
import { createMemory, Space } from '../wasm/space.js'
import { open } from './ordinary.js'

type ClassName = keyof typeof allClasses

/** The public classes, and those whose objects are in heaps. */
const classes: typeof allClasses = { ...allClasses }
const tenants: typeof allTenants = { ...allTenants }

/** Makes objects of a tenant's class instances of the public one, which hand out the public one as their constructor. */
function adopt(name: ClassName): void {
  const { prototype } = tenants[name]
  defineProperty(prototype, 'constructor', { value: classes[name] })
  setPrototypeOf(prototype, classes[name].prototype)
}

let isAdopted = false

/** Done with the first map in a heap: an import should do nothing. */
function adoptAll(): void {
  if (isAdopted) return
  for (const name of keysOf(tenants) as ClassName[]) adopt(name)
  isAdopted = true
}

/**
 * A Wasm memory of its own, of up to 4 GiB, for the maps and sets that name it in their option `heap`; all others share
 * one. It is freed as a whole when neither it nor any of its maps can be reached any more.
 *
 * Cost: some milliseconds at the first map, and address space, of which a process has enough for some thousand memories.
 * Maps of the first heap are as fast as others; with a second one, V8 can no longer tell which memory a call is for, and
 * operations in all heaps take some nanoseconds more.
 */
export interface Heap extends ClassHome {
  /** Bytes that its maps and sets take. O(1). */
  readonly bytes: number
}

export interface HeapConstructor {
  readonly prototype: Heap
  new (): Heap
}

class HeapClass implements ClassHome {
  #space: Space | undefined

  get bytes(): number {
    return this.#space === undefined ? 0 : this.#space.exports.heapUsed()
  }

  [MAKE](name: string, entries: unknown, options: object): object {
    if (this.#space === undefined) {
      adoptAll()
      const space = new Space(theModule(), createMemory(), new LinearMemory())
      open(this, space)
      this.#space = space
    }
    const Tenant = tenants[name as ClassName] as new (...args: unknown[]) => object
    return entries === undefined ? new Tenant(options) : new Tenant(entries, options)
  }
}
Object.defineProperty(HeapClass, 'name', { value: 'Heap' })

export const Heap: HeapConstructor = HeapClass
