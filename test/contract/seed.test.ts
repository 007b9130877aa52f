// A seed that was given is that of every map and set which is made of one with it, also of what is filled later.

import { describe, expect, test } from 'vitest'
import { BytesMap, BytesSet, HashMap, HashSet } from '../backend.js'
import { CONTAINERS } from './classes.js'

const SEED = 0x0123456789abcdefn
const packed = (i: number) => new Uint8Array(new Int32Array([i, i]).buffer)
const anyKey = (i: number) => [i, i + 0.5, BigInt(i), `key ${i}`][i % 4]
const OTHERS: any[] = [
  { name: 'BytesMap of packed keys', Class: BytesMap, isMap: true, key: packed, options: { keyLength: 8 } },
  { name: 'BytesSet of packed keys', Class: BytesSet, isMap: false, key: packed, options: { keyLength: 8 } },
  { name: 'HashMap', Class: HashMap, isMap: true, key: anyKey },
  { name: 'HashSet', Class: HashSet, isMap: false, key: anyKey },
]

/** Where every key is and which tophash it has there; slots of a chain in an order of their own. */
function places(map: any): unknown {
  const tableOf = ({ size, B, chains }: any) => {
    const slotsOf = ({ index, buckets }: any) => {
      const slots = buckets.flatMap((bucket: any) => bucket.slots.filter((slot: any) => slot !== null))
      return [index, slots.map((slot: any) => `${slot.tophash} ${String(slot.key)}`).sort()]
    }
    return { size, B, chains: chains.map(slotsOf).filter(([, slots]: any) => slots.length > 0) }
  }
  const inspection = map.inspect()
  if (inspection.tables === undefined) return tableOf(inspection)
  return Object.entries(inspection.tables).map(([part, table]) => [part, tableOf(table)])
}

const range = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i)

/** What a method does with a key of the other set to a copy of the receiver. */
const ALGEBRA: [method: string, step: (copy: any, key: any, isHere: boolean) => unknown][] = [
  ['union', (copy, k) => copy.add(k)],
  ['difference', (copy, k) => copy.delete(k)],
  ['symmetricDifference', (copy, k, isHere) => (isHere ? copy.delete(k) : copy.add(k))],
]

describe.each([...CONTAINERS, ...OTHERS])('$name', ({ Class, isMap, key, options }: any) => {
  const seeded = (keys: number[], seed: bigint = SEED): any => {
    const map = new Class({ ...options, seed })
    fill(map, keys)
    return map
  }
  const fill = (map: any, keys: number[]) => {
    for (const i of keys) isMap ? map.set(key(i), i) : map.add(key(i))
  }
  const MORE = range(1000, 1060)

  /** Compares now, with more keys, and after all are gone. */
  const alike = (made: any, wanted: any) => {
    expect(places(made)).toEqual(places(wanted))
    for (const each of [made, wanted]) fill(each, MORE)
    expect(places(made)).toEqual(places(wanted))
    for (const each of [made, wanted]) {
      each.clear()
      fill(each, MORE)
    }
    expect(places(made)).toEqual(places(wanted))
  }

  test('another seed puts keys elsewhere', () => {
    expect(places(seeded(range(0, 60), 1n))).not.toEqual(places(seeded(range(0, 60), 2n)))
    expect(places(seeded(range(0, 60)))).toEqual(places(seeded(range(0, 60))))
  })

  test.each([0, 1, 5, 300])('clone of %i', n => {
    alike(seeded(range(0, n)).clone(), seeded(range(0, n)))
    const cleared = seeded(range(0, n))
    cleared.clear()
    const wanted = seeded(range(0, n))
    wanted.clear()
    alike(cleared.clone(), wanted)
    const twice = seeded([]).clone().clone()
    fill(twice, range(0, n))
    alike(twice, seeded(range(0, n)))
  })

  describe.runIf(!isMap)('set algebra', () => {
    const SIZES = [
      [0, 0],
      [0, 40],
      [40, 0],
      [40, 40],
      [7, 200],
      [200, 7],
    ]

    test.each(ALGEBRA)('%s', (method, step) => {
      for (const [n, m] of SIZES) {
        for (const shift of [0, 3, 500]) {
          const [mine, theirs] = [seeded(range(0, n!)), range(shift, shift + m!).map(key)]
          // As a clone is: of a map that has grown, the table of one that was made for so many.
          const wanted = seeded(range(0, n!)).clone()
          for (const k of theirs) step(wanted, k, mine.has(k))
          const held = new Class(theirs, options)
          // In this order: whether a set is empty in between, and has another hash then, depends on it.
          const other = { size: theirs.length, has: (k: any) => held.has(k), keys: () => theirs.values() }
          alike(mine[method](other), wanted)
        }
      }
    })

    test('intersection', () => {
      for (const [n, m] of SIZES) {
        for (const shift of [0, 3, 500]) {
          const common = range(Math.max(0, shift), Math.min(n!, shift + m!))
          const made = seeded(range(0, n!)).intersection(seeded(range(shift, shift + m!), 1n))
          alike(made, seeded(common))
        }
      }
    })

    test('one after another', () => {
      const none = new Set()
      const made = seeded([]).union(none).intersection(none).difference(none).symmetricDifference(none).clone()
      alike(made, seeded([]))
    })
  })
})
