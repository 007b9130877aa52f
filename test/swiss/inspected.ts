// What is inside a map over the binary of the second layout, read from linear memory: the form that its twin tells it in.

import { bodyOf } from '../../src/body/door.js'
import type { InspectedGroup, SwissInspection, SwissSlot } from '../../src/spaces/layouts/swiss.js'
import { theSpace } from '../../src/spaces/wasm/default.js'
import type { PairFunctions } from '../../src/spaces/wasm/pair.js'

/** Bytes in front of the groups of a table, and where its `left` is among them. */
const TABLE_HEADER = 16
const LEFT = 4
/** Where the overflow bits of a group are. */
const OVERFLOW = 7
/** New keys that a table takes which has all its groups and no entry: `left` is kept less that. */
const fullLeft = (isBytes: boolean) => (isBytes ? 2 ** 5 * 91 : 2 ** 8 * 91) >> 4

/** A map group by group. */
export function inspectedGroups(map: any): SwissInspection {
  const body = bodyOf(map, 'inspect')
  const nothing = { size: 0, depth: 0, tables: [] }
  if (!body.hasTable) return nothing
  const { exports, memory } = theSpace()
  const table = body.table as number
  const { chains } = map.inspect()
  if (chains.length === 0) return { ...nothing, size: map.size }
  memory.renew()
  const pair = (body.engine as unknown as { pair: PairFunctions }).pair
  const at = chains.map((chain: { index: number }) => pair.chainAt(table, chain.index) >>> 0)
  const groups: InspectedGroup[] = chains.map(({ buckets: [group] }: any, i: number) => ({
    tags: group.tophashes,
    overflow: memory.bytes[at[i] + OVERFLOW]!,
    slots: group.slots.map((slot: any) => slot && withTag(slot)),
  }))
  const depth = exports.tableBaseBits(table)
  const address = exports.tableAddress(table) >>> 0
  const placeAt = (i: number) => (depth === 0 ? address : memory.data.getUint32(address + 8 * i, true))
  const places = Array.from({ length: 2 ** depth }, (_, i) => placeAt(i))
  const firsts = [...new Set(places)].map(first => [first, at.indexOf(first)] as const)
  const tables = firsts.map(([first, from], i) => ({
    index: places.indexOf(first),
    places: places.filter(place => place === first).length,
    left: memory.data.getInt32(first - TABLE_HEADER + LEFT, true) + fullLeft(body.traits.keys.scalar === undefined),
    groups: groups.slice(from, firsts[i + 1]?.[1]),
  }))
  return { size: map.size, depth, tables }
}

function withTag({ tophash, ...rest }: { tophash: number; key: unknown; value?: unknown }): SwissSlot {
  return { tag: tophash, ...rest }
}
