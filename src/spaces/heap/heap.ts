// A memory of its own for some maps and sets: what the heaps of each layout are made of.

import { defineProperty, keysOf, setPrototypeOf } from '../../basics/builtins.js'
import { type ClassHome, LAID_OUT, MAKE } from '../../body/home.js'
import type { Layout } from '../layouts/layout.js'
import type { EmbeddedModule } from '../wasm/embedded.js'
import { LinearMemory } from '../wasm/memory.js'
import { createMemory, Space } from '../wasm/space.js'
import type { View } from '../wasm/view.js'
import { open } from './ordinary.js'
import type { HeapConstructor } from './types.js'

type Classes = Record<string, new (...given: unknown[]) => object>

/**
 * The class of heaps of a layout.
 * @param classes the public classes, by their names
 * @param tenants those whose objects are in heaps
 */
export function heapClass(view: View, theModule: EmbeddedModule, classes: object, tenants: object): HeapConstructor {
  const [publicOnes, theirs] = [classes as Classes, tenants as Classes]
  let isAdopted = false

  /**
   * Makes objects of the tenants' classes instances of the public ones, which are handed out as their constructors. Done with
   * the first map in a heap: an import should do nothing.
   */
  function adoptAll(): void {
    if (isAdopted) return
    for (const name of keysOf(theirs)) {
      const { prototype } = theirs[name]!
      defineProperty(prototype, 'constructor', { value: publicOnes[name]! })
      setPrototypeOf(prototype, publicOnes[name]!.prototype)
    }
    isAdopted = true
  }

  class HeapClass implements ClassHome {
    #space: Space | undefined

    get bytes(): number {
      return this.#space === undefined ? 0 : this.#space.exports.heapUsed()
    }

    get [LAID_OUT](): Layout {
      return view.layout
    }

    [MAKE](name: string, entries: unknown, options: object, parts: unknown): object {
      if (this.#space === undefined) {
        adoptAll()
        const space = new Space(theModule.get(), createMemory(), new LinearMemory(), view)
        open(this, space)
        this.#space = space
      }
      const Tenant = theirs[name]!
      const given = entries === undefined ? [options] : [entries, options]
      return parts === undefined ? new Tenant(...given) : new Tenant(parts, ...given)
    }
  }
  defineProperty(HeapClass, 'name', { value: 'Heap' })
  return HeapClass
}
