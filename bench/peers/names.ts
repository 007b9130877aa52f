/** Which keys each peer can take without another table beside it. */
import { PEERS, type Peer } from '../common/implementations.js'
import type { Key } from '../common/rows.js'

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

export const peersFor = (key: PeerKey): Peer[] => PEERS.filter(peer => TAKES[peer].includes(key))
