// Those peers that are installed give the answers of a Map; of the others, a line says that they are skipped.

import { expect, test } from 'vitest'
import { PEERS } from '../../bench/common/implementations.js'
import { makeKeys } from '../../bench/data/keys.js'
import { availablePeers, peerTables } from '../../bench/peers/adapters.js'
import { PEER_KEYS, peersFor } from '../../bench/peers/names.js'
import { peerRows } from '../../bench/peers/rows.js'

const skipped: string[] = []
const available = await availablePeers(PEERS, line => skipped.push(line))
const CASES = PEER_KEYS.flatMap(key => peersFor(key).map((peer): [typeof peer, typeof key] => [peer, key]))

test('every peer is available or skipped', () => {
  expect(available.length + skipped.length).toBe(PEERS.length)
  expect(skipped.every(line => PEERS.some(peer => line.startsWith(`skipped: ${peer}: `)))).toBe(true)
})

test.each(CASES)('%s, %s keys', async (peer, key) => {
  if (!available.includes(peer)) return expect(skipped.some(line => line.includes(peer))).toBe(true)
  const table = (await peerTables(peer, key))()
  const keys = makeKeys(key, 0, 3_000, 7, 'random')
  for (let i = 0; i < 2_000; i++) table.set(keys[i], i)
  for (let i = 0; i < 1_000; i++) table.set(keys[i], -i)
  expect(table.size).toBe(2_000)
  const wrong = keys.findIndex((one: any, i: number) => table.get(one) !== (i < 1_000 ? -i : i < 2_000 ? i : undefined))
  expect(wrong).toBe(-1)
})

test('rows of the grid are asked only of peers that take their keys', () => {
  const bytes = peerRows(['js-sdsl', 'megahash']).filter(({ row }) => row.key === 'bytes16')
  expect(bytes.map(({ implementations }) => implementations)).toEqual(bytes.map(() => ['Map', 'simd', 'megahash']))
})
