// The classes of the backend that this run tests: BACKEND is twin, simd, swar, checked or heap, the classes of one heap; or
// swiss, swiss-swar or swiss-checked, the same classes over the binaries of the other layout; or swiss-twin, the twin whose layout
// is that one unless another is asked for (vitest.config.ts sees to it).

import * as wasm from '../src/index.js'
import * as twin from '../src/reference/index.js'

const BACKENDS = [
  'twin',
  'simd',
  'swar',
  'checked',
  'heap',
  'swiss',
  'swiss-swar',
  'swiss-checked',
  'swiss-twin',
] as const
export const backend = (process.env.BACKEND ?? 'simd') as (typeof BACKENDS)[number]
export const isWasm = !backend.endsWith('twin')
/** The checked build walks the whole table after every change: keep its tables small. */
export const isChecked = backend.endsWith('checked')
/** Whether tables are made of buckets. */
export const hasBuckets = !backend.startsWith('swiss')

/** The figures of a map by the names that they have of buckets; of the other layout, groups stand for these. */
export function figuresOf(map: any): any {
  const stats = map.stats()
  if (!('groups' in stats)) return stats
  const { groups: buckets } = stats
  const B = buckets === 0 ? 0 : Math.floor(Math.log2(buckets))
  return { ...stats, B, buckets, overflowBuckets: 0, growing: false, evacuated: 0 }
}

/** The slots of an inspection, in either layout, that hold an entry. */
export function slotsOf({ chains, tables }: any): any[] {
  const parts = chains?.flatMap((chain: any) => chain.buckets) ?? tables.flatMap((table: any) => table.groups)
  return parts.flatMap((part: any) => part.slots.filter(Boolean))
}

/** Makes of each class one whose objects are in a heap, the same for all. */
function inHeap(): typeof wasm {
  const heap = new wasm.Heap()
  const settled = <C extends object>(Class: C): C =>
    new Proxy(Class, {
      construct(target, [first, second], newTarget) {
        const isEntries =
          second !== undefined || (typeof first === 'object' && first !== null && Symbol.iterator in first)
        const args = isEntries ? [first, { ...second, heap }] : [{ ...first, heap }]
        return Reflect.construct(target as never, args, newTarget as never)
      },
    })
  const classes = Object.entries(wasm).map(([name, Class]) => [name, /(Map|Set)$/.test(name) ? settled(Class) : Class])
  return Object.fromEntries(classes)
}

const classes = backend === 'heap' ? inHeap() : ((isWasm ? wasm : twin) as typeof wasm)

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
} = classes
