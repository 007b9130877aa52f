// What a process takes: memory, handles, finalisers.

import { getHeapCodeStatistics } from 'node:v8'
import { Body } from '../../src/body/body.js'
import { insideOf } from '../../src/body/door.js'
import type { Handles } from '../../src/body/handles.js'
import { theSpace } from '../space.js'
import { finalisers, pendingFinalisers } from './finalisers.js'
import type { Resident } from './resident.js'

/** One line of the log. */
export interface Sample {
  /** Seconds since the start; of a run that counts operations only, 0. */
  elapsed: number
  operations: number
  /**
   * Bytes: resident, of the JavaScript heap after a collection, of the linear memory, of what is in use in it. V8's code does
   * not count: for hours it goes on to compile what is called rarely.
   */
  rss: number
  jsHeap: number
  code: number
  wasmMemory: number
  wasmUsed: number
  /** The same of the heap that half of the maps are in. */
  heapUsed: number
  /** Of all maps with values of kind `any`: handles in use, and those of them that no entry has. */
  handles: number
  lost: number
  /** Finalisers since the start, and those that may yet be called. */
  registered: number
  called: number
  pending: number
}

/** Handles in use: those that were ever taken, less those that are free. */
function handlesIn(handles: Handles): number {
  // A copy hands out the free places first, which hold a number in the original; the first beyond holds nothing.
  const copy = handles.clone()
  const marker = {}
  for (let free = 0; ; free++) {
    const handle = copy.take(marker)
    let isFree = true
    try {
      isFree = handles.get(handle) !== undefined
    } catch {
      isFree = false
    }
    if (!isFree) return handle - 1 - free
  }
}

/** The bodies of a map: of a HashMap, one for each of its tables. */
function bodiesOf(map: object): Body[] {
  const inside = insideOf(map)
  if (inside instanceof Body) return [inside]
  return Object.values((inside as unknown as { bodies: Record<string, Body> }).bodies)
}

/** Handles in use of some maps, and those of them that no entry has. */
export function handlesOf(maps: readonly object[]): { handles: number; lost: number } {
  let [used, entries] = [0, 0]
  for (const body of maps.flatMap(bodiesOf)) {
    if (body.handles === undefined) continue
    used += handlesIn(body.handles)
    if (body.hasTable) entries += body.count()
  }
  return { handles: used, lost: used - entries }
}

const turn = () => new Promise(resolve => setImmediate(resolve))

/** Collects garbage, and lets finalisers run: their targets may hold others. */
export async function collect(): Promise<void> {
  for (let n = 0; n < 3; n++) {
    await turn()
    globalThis.gc!()
    await turn()
  }
}

/** Precondition: `gc` is exposed. */
export async function measure(residents: readonly Resident[], operations: number, elapsed: number): Promise<Sample> {
  await collect()
  const { rss, heapUsed } = process.memoryUsage()
  const { code_and_metadata_size: code } = getHeapCodeStatistics()
  const { exports, memory } = theSpace()
  memory.renew()
  const heap = residents.find(({ form }) => form.heap !== undefined)?.form.heap
  return {
    elapsed,
    operations,
    rss,
    jsHeap: heapUsed - code,
    code,
    wasmMemory: memory.bytes.byteLength,
    wasmUsed: exports.heapUsed(),
    heapUsed: heap?.bytes ?? 0,
    ...handlesOf(residents.map(({ map }) => map)),
    registered: finalisers.registered,
    called: finalisers.called,
    pending: pendingFinalisers(),
  }
}
