// The space of the ordinary maps that this run tests, seen from inside.

import * as buckets from '../src/spaces/buckets/default.js'
import * as swiss from '../src/spaces/swiss/default.js'
import type { Space } from '../src/spaces/wasm/space.js'
import { hasBuckets } from './backend.js'

const { shared, theModule, theSpace } = hasBuckets ? buckets : swiss

export { theModule, theSpace }

/** A space with a memory of a given size. Precondition: there is none yet. */
export function makeWith(module: WebAssembly.Module, pages: number, maximum: number): Space {
  if (shared.exists) throw new TypeError('makeWith: there is a space already')
  return shared.make(module, new WebAssembly.Memory({ initial: pages, maximum }))
}
