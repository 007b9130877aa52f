// The library in Node, to hold the page against.

import type { KeyName } from '../../site/model/keys.js'
import { type Build, Session, type SwissBuild } from '../../site/model/session.js'
import { makerOf, type SwissTable } from '../../site/model/snapshot.js'
import { bodyOf } from '../../src/body/door.js'
import * as wasm from '../../src/generated/buckets/index.js'
import * as reference from '../../src/generated/reference/index.js'
import { first, next, plain } from '../../src/group.js'
import * as swiss from '../../src/swiss.js'

export const group = { ...plain, first, next }

export const TWIN: Build = { id: 'twin', make: makerOf({ ...reference, bodyOf }) }
export const WASM: Build = { id: 'wasm', make: makerOf({ ...wasm, bodyOf }) }
export const SWISS: SwissBuild = { id: 'swiss', make: makerOf<SwissTable>({ ...swiss, bodyOf }) }

/** What the page does, in Node. */
export function newSession(seed = 1n, capacity = 0, keys: KeyName = 'int32'): Session {
  return new Session([WASM, TWIN], SWISS, { keys, seed, capacity })
}
