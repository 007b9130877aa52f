// Iteration across a growth at the same size, which moves entries between buckets of one chain.

import { expect, test } from 'vitest'
import { Int32Map, Int32Set } from '../backend.js'
import { sorted } from './classes.js'
import { growAtSameSize } from './growing.js'

const SEED = 12345n

test.each(['int32', 'any'] as const)('a walk begun before a repacking gives every entry once, values %s', values => {
  for (let before = 0; before < 24; before += 3) {
    const map: any = new Int32Map({ values: values as any, seed: SEED })
    const present = growAtSameSize(map, SEED)
    const walk = map.entries()
    const seen = new Map<number, number>()
    const take = (): boolean => {
      const { done, value } = walk.next()
      if (done) return false
      expect(seen.has(value[0])).toBe(false)
      seen.set(value[0], value[1])
      return true
    }
    for (let i = 0; i < before; i++) take()
    for (const key of present) map.set(key, key)
    for (let i = 0; map.stats().growing; i++) map.set([...present][i % present.size], [...present][i % present.size])
    expect(map.stats()).toMatchObject({ B: 4, growing: false })
    while (take());
    expect(sorted(seen.keys())).toEqual(sorted(present))
    for (const [key, value] of seen) expect(value).toBe(key)
  }
})

test('one write a step through a repacking', () => {
  const map: any = new Int32Map({ seed: SEED })
  const present = growAtSameSize(map, SEED, key => ({ key }))
  const keys = [...present]
  const seen = new Set<number>()
  for (const [key, value] of map) {
    expect(value.key).toBe(key)
    expect(seen.has(key)).toBe(false)
    seen.add(key)
    map.set(keys[seen.size % keys.length]!, { key: keys[seen.size % keys.length]! })
  }
  expect(sorted(seen)).toEqual(sorted(present))
  const set = new Int32Set(seen)
  expect(set.size).toBe(present.size)
})
