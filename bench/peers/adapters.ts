/**
 * The peers behind the interface of the grid's loops: what their users would write, and no more than its rows of gets,
 * sets and builds ask for.
 */
import type { Peer } from '../common/implementations.js'
import { ROOT } from '../common/root.js'
import type { Key } from '../common/rows.js'
import type { Table } from '../common/table.js'
import { mix } from '../data/mix.js'

/** Beside this file, where `npm run bench:peers` puts them; the compiler does not know them. */
const load = async (name: string): Promise<any> => {
  const module = await import(name)
  return module.default ?? module
}

const asTable = (adapter: object) => adapter as Table<any, any>

type Make = () => Table<any, any>

/** Keys and values are copied in and out of buffers. */
const ronomon = async (key: Key): Promise<Make> => {
  const HashTable = await load('@ronomon/hash-table')
  const isBytes = key === 'bytes16'
  const scratch = Buffer.alloc(4)
  const number = new Int32Array(scratch.buffer, scratch.byteOffset, 1)
  const bufferOf = (one: number | Buffer) => {
    if (typeof one !== 'number') return one
    number[0] = one
    return scratch
  }
  const value = Buffer.alloc(4)
  const held = new Int32Array(value.buffer, value.byteOffset, 1)
  return () => {
    const table = new HashTable(isBytes ? 16 : 4, 4)
    return asTable({
      get size() {
        return table.length
      },
      get: (one: number | Buffer) => (table.get(bufferOf(one), 0, value, 0) === 1 ? held[0] : undefined),
      set: (one: number | Buffer, to: number) => {
        held[0] = to
        table.set(bufferOf(one), 0, value, 0)
      },
      has: (one: number | Buffer) => table.exist(bufferOf(one), 0) === 1,
      delete: (one: number | Buffer) => table.unset(bufferOf(one), 0) === 1,
    })
  }
}

const megahash = async (): Promise<Make> => {
  const MegaHash = await load('megahash')
  return () => {
    const table = new MegaHash()
    return asTable({
      get size() {
        return table.length()
      },
      get: (key: unknown) => table.get(key),
      set: (key: unknown, value: number) => table.set(key, value),
      has: (key: unknown) => table.has(key),
      delete: (key: unknown) => table.delete(key),
    })
  }
}

const mnemonist = async (): Promise<Make> => {
  const { TrieMap } = await load('mnemonist')
  return () => asTable(new TrieMap())
}

const sdsl = async (): Promise<Make> => {
  const { HashMap } = await load('js-sdsl')
  return () => {
    const map = new HashMap()
    return asTable({
      get size() {
        return map.size()
      },
      get: (key: unknown) => map.getElementByKey(key),
      set: (key: unknown, value: number) => map.setElement(key, value),
      has: (key: unknown) => map.getElementByKey(key) !== undefined,
      delete: (key: unknown) => map.eraseElementByKey(key),
    })
  }
}

const bigmap = async (): Promise<Make> => {
  const { BigMap } = await load('@keyv/bigmap')
  return () => asTable(new BigMap())
}

/** It has no hash of its own; these are what one would write. */
const HASHES: Partial<Record<Key, (key: any) => number>> = {
  int32: mix,
  bytes16: (key: Buffer) => {
    let hash = 0
    for (let at = 0; at < 16; at += 4) hash = mix(hash ^ key.readInt32LE(at))
    return hash
  },
  string: (key: string) => {
    let hash = 0x811c9dc5
    for (let i = 0; i < key.length; i++) hash = Math.imul(hash ^ key.charCodeAt(i), 0x01000193)
    return mix(hash)
  },
}

const thing = async (key: Key): Promise<Make> => {
  const { HashMap } = await load('@thi.ng/associative')
  const hash = HASHES[key]
  return () => asTable(new HashMap(null, { hash }))
}

const MAKERS: Record<Peer, (key: Key) => Promise<Make>> = {
  '@ronomon/hash-table': ronomon,
  megahash,
  mnemonist,
  'js-sdsl': sdsl,
  '@keyv/bigmap': bigmap,
  '@thi.ng/associative': thing,
}

/** @throws where the peer is not installed, or does not load */
export const peerTables = (peer: Peer, key: Key): Promise<Make> => MAKERS[peer](key)

/** One line, without paths of this machine. */
const reasonOf = ({ message }: Error) =>
  message
    .split('\n')[0]
    ?.replace(/ imported from .*/, '')
    .replaceAll(ROOT, '.')

/** The peers that can be measured here; of each other, a line that says why it is skipped. */
export const availablePeers = async (peers: readonly Peer[], skip: (line: string) => void): Promise<Peer[]> => {
  const found: Peer[] = []
  for (const peer of peers) {
    try {
      const make = await peerTables(peer, 'int32')
      make()
      found.push(peer)
    } catch (error) {
      skip(`skipped: ${peer}: ${reasonOf(error as Error)}`)
    }
  }
  return found
}
