/** Loads one contestant. A process loads no other unless the row is about that, so that every call site stays monomorphic. */

import { type Implementation, isHome, isPeer, isTogether, type Together } from '../common/implementations.js'
import { type Build, dispose, type Library, loadLibrary } from '../common/library.js'
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

const PAIRS: Record<Together, readonly [Build, Build]> = {
  'simd-beside-swiss': ['simd', 'swiss'],
  'swiss-beside-simd': ['swiss', 'simd'],
}

/** The builds that an implementation loads, first the one that is measured; those of others than ours are none. */
export const buildsOf = (implementation: Implementation): readonly Build[] => {
  if (implementation === 'Map' || isPeer(implementation)) return []
  if (isTogether(implementation)) return PAIRS[implementation]
  return [implementation === 'typed' || isHome(implementation) ? 'simd' : implementation]
}

/** Of the first library; a map of each of the others is used in turn with what is measured. */
export const factoryOf = (
  implementation: Implementation,
  [library, ...others]: readonly [Library, ...Library[]],
  key: Key,
  values: Values,
): Factory => {
  const name = classOf(implementation, key)
  const options = { values, ...KEY_OPTIONS[key] }
  const makerOf = (one: Library) => {
    const Class = one[name] as new (options: object) => any
    if (!Class) throw new Error(`this build has no ${name}`)
    return (more: object = {}) => new Class({ ...options, ...more })
  }
  const make = makerOf(library)
  return {
    isMap: false,
    create: () => make(),
    createWithCapacity: n => make({ capacity: n }),
    clone: table => (table as any).clone(),
    dispose,
    columns: library,
    others: others.map(other => makerOf(other)()),
    ...(isHome(implementation) && atHome(implementation, library, make)),
  }
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
  const [build, ...others] = buildsOf(implementation)
  if (build === undefined) return key === 'bytes16' ? latin1Factory : mapFactory
  const libraries: [Library, ...Library[]] = [await loadLibrary(dist, build)]
  for (const other of others) libraries.push(await loadLibrary(dist, other))
  return factoryOf(implementation, libraries, key, values)
}
