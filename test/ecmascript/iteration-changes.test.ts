// Iterating while entries come and go, by the promises that do not depend on an order: an entry deleted before it is
// reached never comes, none comes twice, an untouched one always comes. Whether an added one comes is left open.

import { describe, expect, test } from 'vitest'
import { COLLECTIONS } from './helpers.js'
import { HashMap, MAP_TAG } from './subject.js'

const OBJECTS = Array.from({ length: 1000 }, (_, i) => ({ i }))

/** Keys of all kinds. */
function key(i: number): unknown {
  switch (i % 6) {
    case 0:
      return i
    case 1:
      return `key ${i}`
    case 2:
      return BigInt(i)
    case 3:
      return BigInt(i) << 64n
    case 4:
      return i + 0.5
    default:
      return OBJECTS[i] ?? Symbol.for(`${i}`)
  }
}

describe.each(COLLECTIONS)('$tag', ({ Class, put }) => {
  const filled = (size: number) => {
    const collection = new Class()
    for (let i = 0; i < size; i++) put(collection, key(i))
    return collection
  }

  /** Each way of visiting the keys; `visit` may change the collection. */
  const ways: [string, (collection: any, visit: (key: unknown) => void) => void][] = [
    [
      'forEach',
      (collection, visit) => {
        collection.forEach((_: unknown, k: unknown) => {
          visit(k)
        })
      },
    ],
    [
      'keys',
      (collection, visit) => {
        for (const k of collection.keys()) visit(k)
      },
    ],
    [
      'entries',
      (collection, visit) => {
        for (const [k] of collection.entries()) visit(k)
      },
    ],
    [
      'values',
      (collection, visit) => {
        for (const k of collection.values()) visit(k)
      },
    ],
  ]

  describe.each(ways)('%s', (_, iterate) => {
    describe.each([1, 2, 9, 200, 1000])('of %i entries', size => {
      /** The keys that came, each of which came once. */
      const visited = (collection: any, change: (k: unknown, seen: Set<unknown>) => void) => {
        const seen = new Set()
        iterate(collection, k => {
          expect(seen.has(k)).toBe(false)
          seen.add(k)
          change(k, seen)
        })
        return seen
      }

      test('deleting the entry at hand hides no other', () => {
        const collection = filled(size)
        const seen = visited(collection, k => {
          expect(collection.delete(k)).toBe(true)
        })
        expect(seen.size).toBe(size)
        expect(collection.size).toBe(0)
      })

      test('deleting entries that have come hides no other', () => {
        const collection = filled(size)
        let last: unknown
        const seen = visited(collection, (k, before) => {
          if (before.size > 1) collection.delete(last)
          last = k
        })
        expect(seen.size).toBe(size)
        expect(collection.size).toBe(1)
      })

      test('an entry deleted before it is reached does not come', () => {
        const collection = filled(size)
        const deleted = new Set()
        let next = 0
        const seen = visited(collection, (k, before) => {
          expect(deleted.has(k)).toBe(false)
          while (next < size && before.has(key(next))) next++
          if (next === size) return
          deleted.add(key(next))
          expect(collection.delete(key(next++))).toBe(true)
        })
        for (let i = 0; i < size; i++) expect(seen.has(key(i))).toBe(!deleted.has(key(i)))
      })

      test('nothing comes once all the others are deleted', () => {
        const collection = filled(size)
        const seen = visited(collection, k => {
          for (let i = 0; i < size; i++) if (key(i) !== k) collection.delete(key(i))
        })
        expect(seen.size).toBe(1)
      })

      test('nothing comes after clear', () => {
        const collection = filled(size)
        expect(visited(collection, () => collection.clear()).size).toBe(1)
      })

      test('adding what is there changes nothing', () => {
        const collection = filled(size)
        const seen = visited(collection, () => {
          for (let i = 0; i < Math.min(size, 20); i++) put(collection, key(i))
        })
        expect(seen.size).toBe(size)
      })

      test('every untouched entry comes while others are added', () => {
        const collection = filled(size)
        let added = 0
        const seen = visited(collection, () => {
          for (let i = 0; i < 50 && added < 3000; i++) put(collection, key(10_000 + added++))
        })
        for (let i = 0; i < size; i++) expect(seen.has(key(i))).toBe(true)
      })

      test('every untouched entry comes while others are added and deleted', () => {
        const collection = filled(size)
        for (let i = 0; i < size; i++) put(collection, key(20_000 + i))
        let added = 0
        const seen = visited(collection, () => {
          if (added >= size * 3) return
          collection.delete(key(20_000 + (added % size)))
          put(collection, key(40_000 + added++))
          put(collection, key(40_000 + added++))
        })
        for (let i = 0; i < size; i++) expect(seen.has(key(i))).toBe(true)
      })
    })
  })

  test('an iterator that has begun is done after clear', () => {
    const collection = filled(50)
    const iterator = collection.keys()
    iterator.next()
    collection.clear()
    expect(iterator.next()).toEqual({ value: undefined, done: true })
  })

  test('two iterators, one of which deletes what the other has not reached', () => {
    const collection = filled(100)
    const one = collection.keys()
    one.next()
    const left: unknown[] = []
    for (const k of collection.keys()) {
      if (left.length % 2) collection.delete(k)
      left.push(k)
    }
    expect(left).toHaveLength(100)
    for (const k of one) expect(collection.has(k)).toBe(true)
  })
})

describe(MAP_TAG, () => {
  test('an entry changed before it is reached comes with its new value', () => {
    const map = new HashMap(Array.from({ length: 500 }, (_, i) => [key(i), 'old']))
    let first = true
    for (const [k, value] of map) {
      expect(value).toBe(first ? 'old' : 'new')
      if (first) for (let i = 0; i < 500; i++) if (key(i) !== k) map.set(key(i), 'new')
      first = false
    }
    first = true
    for (const value of map.values()) {
      expect(['old', 'new', 'newest']).toContain(value)
      if (!first) expect(value).toBe('newest')
      if (first) for (let i = 0; i < 500; i++) map.set(key(i), 'newest')
      first = false
    }
  })

  test('forEach passes the value at the time of the call', () => {
    const map = new HashMap(Array.from({ length: 100 }, (_, i) => [key(i), 0]))
    let round = 0
    map.forEach((value: unknown) => {
      expect(value).toBe(round)
      round++
      for (let i = 0; i < 100; i++) map.set(key(i), round)
    })
    expect(round).toBe(100)
  })
})
