/** The contestants behind one interface. A process loads one of them, so that every call site stays monomorphic. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { Implementation, Key, Values } from '../common/rows.js'
import { peerTables } from '../peers/adapters.js'
import { isPeer } from '../peers/names.js'
import { Latin1Map } from './latin1.js'

/** What the loops use. `Map` has no `increment` and nothing for many keys; its rows use other loops. */
export interface Table<K, V> extends Iterable<[K, V]> {
  readonly size: number
  get(key: K): V | undefined
  set(key: K, value: V): unknown
  has(key: K): boolean
  delete(key: K): boolean
  forEach(callback: (value: V, key: K) => void): void
  increment(key: K): V
  getMany(keys: ArrayLike<K>, out: Int32Array): Int32Array
  incrementMany(keys: ArrayLike<K>): unknown
}

/** The functions over columns of keys. */
export interface Columns {
  indexMany(keys: Uint32Array): { ids: Uint32Array; keys: Uint32Array }
  joinMany(left: ArrayLike<any>, right: ArrayLike<any>): { left: Uint32Array; right: Uint32Array }
}

export interface Factory {
  create(): Table<any, any>
  createWithCapacity(n: number): Table<any, any>
  clone(table: Table<any, any>): Table<any, any>
  /** `Map` leaves it to the collector; the others free their memory at once. Never timed. */
  dispose(table: Table<any, any>): void
  /** `Map` has none. */
  columns?: Columns
}

export const ROOT = join(fileURLToPath(import.meta.url), '../../..')

const CLASSES: Record<Key, string> = {
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
}

const classOf = (implementation: Implementation, key: Key) => (implementation === 'typed' ? 'Int32Map' : CLASSES[key])

/** What a user who knows the keys would say about them. */
const KEY_OPTIONS: Partial<Record<Key, object>> = { bytes16: { keyLength: 16 } }

const mapFactory: Factory = {
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

/** The fallback is what the package does where the runtime lacks `Symbol.dispose`. */
const disposeSymbol: symbol = (Symbol as { dispose?: symbol }).dispose ?? Symbol.for('Symbol.dispose')

/** Of a missing build, what is missing; else undefined. */
export const missingBuild = (dist: string, implementations: readonly Implementation[]) => {
  const needed = implementations.flatMap(i => (i === 'Map' || isPeer(i) ? [] : files(dist, i)))
  return needed.find(file => !existsSync(join(ROOT, file)))
}

/** A build may carry its binaries; those match it best. */
const binaryFile = (dist: string, name: string) =>
  [join(dist, name), join(dist, '../build', name)].find(file => existsSync(join(ROOT, file))) ?? join('build', name)

/** What Node imports of a build. */
export const scriptOf = (dist: string, implementation: Implementation) =>
  join(dist, implementation === 'twin' ? 'node/reference/index.js' : 'node/index.js')

const files = (dist: string, implementation: Implementation) =>
  implementation === 'twin'
    ? [scriptOf(dist, implementation)]
    : [scriptOf(dist, implementation), binaryFile(dist, `tophash-${implementation === 'swar' ? 'swar' : 'simd'}.wasm`)]

export const load = async (
  implementation: Implementation,
  key: Key,
  values: Values,
  dist: string,
): Promise<Factory> => {
  if (implementation === 'Map') return key === 'bytes16' ? latin1Factory : mapFactory
  if (isPeer(implementation)) {
    const create = await peerTables(implementation, key)
    return { ...mapFactory, create, createWithCapacity: create }
  }
  const [script, binary] = files(dist, implementation)
  const library = await import(pathToFileURL(join(ROOT, script!)).href)
  if (binary) await library.init(new WebAssembly.Module(readFileSync(join(ROOT, binary))))
  const Class = library[classOf(implementation, key)]
  if (!Class) throw new Error(`this build has no ${classOf(implementation, key)}`)
  const options = { values, ...KEY_OPTIONS[key] }
  return {
    create: () => new Class(options),
    createWithCapacity: n => new Class({ ...options, capacity: n }),
    clone: table => (table as any).clone(),
    dispose: table => (table as any)[disposeSymbol](),
    columns: library,
  }
}
