// The library in Node, to hold the page against.

import { type Build, Session } from '../../site/model/session.js'
import { withSight } from '../../site/model/snapshot.js'
import { bodyOf } from '../../src/body/door.js'
import { Int32Map } from '../../src/generated/buckets/int32-map.js'
import { Int32Map as TwinMap } from '../../src/generated/reference/int32-map.js'
import { first, next, plain } from '../../src/group.js'

export const group = { ...plain, first, next }

export const TWIN: Build = {
  id: 'twin',
  make: options => withSight(new TwinMap({ values: 'int32', ...options }), bodyOf),
}
export const WASM: Build = {
  id: 'wasm',
  make: options => withSight(new Int32Map({ values: 'int32', ...options }), bodyOf),
}

/** What the page does, in Node. */
export function newSession(seed = 1n, capacity = 0): Session {
  return new Session([WASM, TWIN], { seed, capacity })
}
