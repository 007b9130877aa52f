/** The rows of the grid with which peers are compared. */
import type { Implementation, Peer } from '../common/implementations.js'
import { type Op, rowOf, type SpeedCell } from '../common/rows.js'
import { PEER_KEYS, peersFor } from './names.js'

const OPS: [op: Op, n: number][] = [
  ['get', 1_000],
  ['get', 1_000_000],
  ['set-existing', 1_000_000],
  ['build', 1_000_000],
]

export const peerRows = (peers: readonly Peer[]): SpeedCell[] =>
  PEER_KEYS.flatMap(key => {
    const able = peersFor(key).filter(peer => peers.includes(peer))
    const implementations: Implementation[] = ['Map', 'simd', ...able]
    return OPS.map(([op, n]) => ({ row: rowOf(op, n, { key }), implementations }))
  })
