/** Loads one contestant. A process loads no other, so that every call site stays monomorphic. */

import { type Implementation, isHome, isPeer } from '../common/implementations.js'
import { type Build, dispose, loadLibrary } from '../common/library.js'
import type { Key, Values } from '../common/rows.js'
import type { Factory, Table } from '../common/table.js'
import { peerTables } from '../peers/adapters.js'
import { atHome } from './homes.js'
import { Latin1Map } from './latin1.js'

const CLASSES = {
  int32: 'Int32Map',
  float64: 'Float64Map',
  bigint64: 'BigInt64Map',
  uint32: 'Uint32Map',
  'hash-int32': 'HashMap',
  string: 'StringMap',
  'string-fresh': 'StringMap',
  string12: 'StringMap',
  bytes16: 'BytesMap',
  words: 'BytesMap',
} as const satisfies Record<Key, string>

const classOf = (implementation: Implementation, key: Key) => (implementation === 'typed' ? 'Int32Map' : CLASSES[key])

/** What a user who knows the keys would say about them. */
const KEY_OPTIONS: Partial<Record<Key, object>> = { bytes16: { keyLength: 16 } }

const mapFactory: Factory = {
  isMap: true,
  create: () => new Map() as unknown as Table<any, any>,
  createWithCapacity: () => new Map() as unknown as Table<any, any>,
  clone: table => new Map(table) as unknown as Table<any, any>,
  dispose: () => {},
}

/** No more than the rows of byte keys ask for. */
const latin1Factory: Factory = {
  ...mapFactory,
  create: () => new Latin1Map() as unknown as Table<any, any>,
  createWithCapacity: () => new Latin1Map() as unknown as Table<any, any>,
}

/** The build that an implementation is in; of the others, undefined. */
export const buildOf = (implementation: Implementation): Build | undefined => {
  if (implementation === 'Map' || isPeer(implementation)) return undefined
  return implementation === 'typed' || isHome(implementation) ? 'simd' : implementation
}

export const load = async (
  implementation: Implementation,
  key: Key,
  values: Values,
  dist: string,
): Promise<Factory> => {
  if (isPeer(implementation)) {
    const create = await peerTables(implementation, key)
    return { ...mapFactory, isMap: false, create, createWithCapacity: create }
  }
  const build = buildOf(implementation)
  if (build === undefined) return key === 'bytes16' ? latin1Factory : mapFactory
  const library = await loadLibrary(dist, build)
  const name = classOf(implementation, key)
  const Class = library[name] as new (options: object) => any
  if (!Class) throw new Error(`this build has no ${name}`)
  const options = { values, ...KEY_OPTIONS[key] }
  return {
    isMap: false,
    create: () => new Class(options),
    createWithCapacity: n => new Class({ ...options, capacity: n }),
    clone: table => (table as any).clone(),
    dispose,
    columns: library,
    ...(isHome(implementation) && atHome(implementation, library, more => new Class({ ...options, ...more }))),
  }
}
