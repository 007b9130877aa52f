/** The peers, and which keys each can take without another table beside it. */
import type { Key } from '../common/rows.js'

export const PEERS = [
  '@ronomon/hash-table',
  'megahash',
  'mnemonist',
  'js-sdsl',
  '@keyv/bigmap',
  '@thi.ng/associative',
] as const

export type Peer = (typeof PEERS)[number]

export const PEER_KEYS = ['int32', 'string', 'bytes16'] as const satisfies readonly Key[]
type PeerKey = (typeof PEER_KEYS)[number]

const TAKES: Record<Peer, readonly PeerKey[]> = {
  '@ronomon/hash-table': ['int32', 'bytes16'],
  megahash: PEER_KEYS,
  // Its maps of any keys are wrappers of `Map`; its own structure is the trie.
  mnemonist: ['string'],
  'js-sdsl': ['int32', 'string'],
  '@keyv/bigmap': ['int32', 'string'],
  '@thi.ng/associative': PEER_KEYS,
}

export const isPeer = (name: string): name is Peer => (PEERS as readonly string[]).includes(name)

export const peersFor = (key: PeerKey): Peer[] => PEERS.filter(peer => TAKES[peer].includes(key))
