// The classes of the backend that this run tests: BACKEND is twin, simd, swar, checked or heap, the classes of one heap; or
// swiss, swiss-swar, swiss-checked or swiss-heap, the same of tophash/swiss; or swiss-twin, the twin whose layout is that one
// unless another is asked for (vitest.config.ts sees to it). Or shared: maps of tophash/shared in one SharedHeap, and those that
// it has none of, of values of any kind, as in simd.

import type { PartKind } from '../src/index.js'
import * as buckets from '../src/index.js'
import * as twin from '../src/reference/index.js'
import * as plain from '../src/shared.js'
import * as swiss from '../src/swiss.js'

const BACKENDS = [
  'twin',
  'simd',
  'swar',
  'checked',
  'heap',
  'swiss',
  'swiss-swar',
  'swiss-checked',
  'swiss-heap',
  'swiss-twin',
  'shared',
] as const
export const backend = (process.env.BACKEND ?? 'simd') as (typeof BACKENDS)[number]
export const isWasm = !backend.endsWith('twin')
/** The checked build walks the whole table after every change: keep its tables small. */
export const isChecked = backend.endsWith('checked')
/** Whether tables are made of buckets. */
export const hasBuckets = !backend.startsWith('swiss')

/** The entry of the package whose binary this run is about. */
export const library = (hasBuckets ? buckets : swiss) as typeof buckets
export const { init } = library

/** Makes of each class one whose objects are in a heap, the same for all. */
function inHeap(): typeof buckets {
  const heap = new library.Heap()
  const settled = <C extends object>(Class: C): C =>
    new Proxy(Class, {
      construct(target, given, newTarget) {
        const parts = /^Tuple/.test((target as { name?: string }).name!) ? [given[0]] : []
        const [first, second] = given.slice(parts.length)
        const isEntries =
          second !== undefined || (typeof first === 'object' && first !== null && Symbol.iterator in first)
        const args = isEntries ? [first, { ...second, heap }] : [{ ...first, heap }]
        return Reflect.construct(target as never, [...parts, ...args], newTarget as never)
      },
    })
  const classes = Object.entries(library).map(([name, Class]) => [
    name,
    /(Map|Set)$/.test(name) ? settled(Class) : Class,
  ])
  return Object.fromEntries(classes)
}

/** Makes of each class one whose objects are in a heap that threads share, unless their values are of any kind. */
function inSharedHeap(): typeof buckets {
  const heap = new plain.SharedHeap()
  const settled = (name: string, Class: object): object => {
    const Shared = (plain as Record<string, unknown>)[name]
    if (Shared === undefined) return Class
    return new Proxy(Class, {
      construct(target, [first, second], newTarget) {
        const isEntries =
          second !== undefined || (typeof first === 'object' && first !== null && Symbol.iterator in first)
        const options = (isEntries ? second : first) ?? {}
        if (name.endsWith('Map') && (options.values ?? 'any') === 'any') {
          return Reflect.construct(target as never, [first, second], newTarget as never)
        }
        const args = isEntries ? [first, { ...options, heap }] : [{ ...options, heap }]
        return Reflect.construct(Shared as never, args)
      },
    })
  }
  const classes = Object.entries(buckets).map(([name, Class]) => [
    name,
    /(Map|Set)$/.test(name) ? settled(name, Class) : Class,
  ])
  return Object.fromEntries(classes)
}

const classes =
  backend === 'shared'
    ? inSharedHeap()
    : backend.endsWith('heap')
      ? inHeap()
      : ((isWasm ? library : twin) as typeof buckets)

export const {
  Int32Map,
  Uint32Map,
  Float64Map,
  BigInt64Map,
  BigUint64Map,
  Int32Set,
  Uint32Set,
  Float64Set,
  BigInt64Set,
  BigUint64Set,
  StringMap,
  StringSet,
  BytesMap,
  BytesSet,
  HashMap,
  HashSet,
  TupleMap,
  TupleSet,
} = classes

/** A class of keys of certain parts as if it were one of its own, whose constructor takes what those of others do. */
function ofParts(Class: any, parts: readonly PartKind[]): any {
  const own: any = new Proxy(Class, {
    construct: (target, args, newTarget) =>
      Reflect.construct(target, [parts, ...args], newTarget === own ? target : newTarget),
    get(target, name, receiver) {
      if (name !== 'groupBy') return Reflect.get(target, name, receiver)
      return (items: any, keyOf: any) => target.groupBy(items, parts, keyOf)
    },
  })
  return own
}

/** Parts of a key of each way to be held: as one of 64 bits, in a slot, as a record. */
export const PARTS = {
  Pair: ['int32', 'uint32'],
  Fixed: ['int32', 'float64', 'bigint64'],
  Texts: ['string', 'uint32', 'bytes', 'string'],
} as const satisfies Record<string, readonly PartKind[]>

/** Classes with keys of such parts, by names such as PairMap, of this backend or of a space. */
export function tupleClasses(of: { TupleMap: any; TupleSet: any } = classes): Record<string, any> {
  return Object.fromEntries(
    Object.entries(PARTS).flatMap(([name, parts]) => [
      [`${name}Map`, ofParts(of.TupleMap, parts)],
      [`${name}Set`, ofParts(of.TupleSet, parts)],
    ]),
  )
}
