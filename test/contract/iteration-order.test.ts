// The order of iteration is unspecified and starts at random.

import { describe, expect, test } from 'vitest'
import { CONTAINERS, sorted } from './classes.js'

describe.each(CONTAINERS)('$name', ({ Class, put }) => {
  test.each([3, 7, 9, 15, 100])('of %i entries varies', n => {
    const map = new Class({ seed: 1n })
    for (let i = 0; i < n; i++) put(map, i)
    const orders = new Set<string>()
    for (let round = 0; round < 200 && orders.size < 3; round++) orders.add([...map.keys()].join())
    expect(orders.size).toBeGreaterThanOrEqual(3)
  })

  test('the first entry varies, also when most were deleted', () => {
    const map = new Class({ seed: 1n })
    for (let i = 0; i < 200; i++) put(map, i)
    const keys = sorted<any>(map.keys())
    for (const k of keys.slice(5)) map.delete(k)
    const firsts = new Set<unknown>()
    for (let round = 0; round < 1000 && firsts.size < 3; round++) firsts.add(map.keys().next().value)
    expect(firsts.size).toBeGreaterThanOrEqual(3)
  })

  test('entries, keys and values go together within one walk', () => {
    const map = new Class()
    for (let i = 0; i < 50; i++) put(map, i)
    for (const [k, v] of map.entries()) expect(v).toBe(map.get ? map.get(k) : k)
  })
})
