// A memory of its own for some maps and sets.

import type { ClassHome } from '../classes/home.js'
import { CLASSES } from '../classes/home.js'
import { evaluate } from '../generated/heap/evaluate.js'
import * as classes from '../generated/wasm/index.js'
import { theModule } from '../wasm/module.js'

type Realm = ReturnType<typeof evaluate>

/** Brands of the classes of one heap are below this. */
const BRANDS_PER_HEAP = 1024

let heaps = 0

/**
 * A Wasm memory of its own, of up to 4 GiB, for the maps and sets that name it in their option `heap`; all others share
 * one. It is freed as a whole when neither it nor any of its maps can be reached any more.
 *
 * Cost: some milliseconds at the first map, and address space, of which a process has enough for some thousand memories.
 */
export class Heap implements ClassHome {
  #realm: Realm | undefined

  /** Bytes that its maps and sets take. O(1). */
  get bytes(): number {
    return this.#realm === undefined ? 0 : this.#realm.usedBytes()
  }

  /** Its own classes, made at the first use. @internal */
  get [CLASSES](): Record<string, new (options: object) => any> {
    if (this.#realm === undefined) {
      this.#realm = evaluate({ brands: BRANDS_PER_HEAP * ++heaps, module: theModule })
      for (const [name, Class] of Object.entries(classes)) adopt(Class, (this.#realm as any)[name])
    }
    return this.#realm as any
  }
}

/** Makes objects of a heap's class instances of the public one, which hand out the public one as their constructor. */
function adopt(Public: { prototype: object }, Own: { prototype: object }): void {
  const { prototype } = Own
  let base = Object.getPrototypeOf(prototype)
  for (; base !== Object.prototype; base = Object.getPrototypeOf(base)) {
    for (const [key, member] of Object.entries(Object.getOwnPropertyDescriptors(base)).concat(symbolMembers(base))) {
      if (!Object.hasOwn(prototype, key)) Object.defineProperty(prototype, key, member)
    }
  }
  Object.defineProperty(prototype, 'constructor', { value: Public })
  Object.setPrototypeOf(prototype, Public.prototype)
}

function symbolMembers(object: object): [any, PropertyDescriptor][] {
  return Object.getOwnPropertySymbols(object).map(key => [key, Object.getOwnPropertyDescriptor(object, key)!])
}
