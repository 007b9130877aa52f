// What ordinary maps and sets in a shared heap have beside what all of them have.

import { incompatible } from '../../basics/errors.js'
import { bodyOf } from '../../body/door.js'
import { MapBase } from '../../classes/map-base.js'
import { SetBase } from '../../classes/set-base.js'
import type { PlaceHandle } from '../../concurrent/handle.js'
import type { SharedHeap } from '../../concurrent/heap.js'
import { attaching, PlainBody } from './body.js'

function plainBodyOf(map: unknown, method: string): PlainBody {
  const body = bodyOf(map, method)
  if (!(body instanceof PlainBody)) throw incompatible(method)
  return body
}

/** An object of a class for what a handle is of. */
function attached(Class: unknown, handle: PlaceHandle): object {
  return new (Class as new (options: object) => object)(attaching(handle))
}

export abstract class PlainMapBase extends MapBase {
  static attach(handle: PlaceHandle): object {
    // biome-ignore lint/complexity/noThisInStatic: the class that it is called on
    return attached(this, handle)
  }

  get handle(): PlaceHandle {
    return plainBodyOf(this, 'handle').handle
  }

  get heap(): SharedHeap {
    return plainBodyOf(this, 'heap').shared
  }

  destroy(): void {
    plainBodyOf(this, 'destroy').destroy()
  }
}

/** The same of sets. */
export abstract class PlainSetBase extends SetBase {
  static attach(handle: PlaceHandle): object {
    // biome-ignore lint/complexity/noThisInStatic: the class that it is called on
    return attached(this, handle)
  }

  get handle(): PlaceHandle {
    return plainBodyOf(this, 'handle').handle
  }

  get heap(): SharedHeap {
    return plainBodyOf(this, 'heap').shared
  }

  destroy(): void {
    plainBodyOf(this, 'destroy').destroy()
  }
}
