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

type Attached = new (options: object) => object

/** Gives a class of maps or sets what they have in common. */
function shared<Base extends abstract new (...args: any[]) => object>(Base: Base) {
  abstract class Shared extends Base {
    static attach(handle: PlaceHandle): object {
      // biome-ignore lint/complexity/noThisInStatic: the class that it is called on
      return new (this as unknown as Attached)(attaching(handle))
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
  return Shared
}

export const PlainMapBase = /* @__PURE__ */ shared(MapBase)
export const PlainSetBase = /* @__PURE__ */ shared(SetBase)
