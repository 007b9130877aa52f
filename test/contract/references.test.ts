// Values of kind 'any' hold no reference after delete, clear, overwrite or dispose.

import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { describe, expect, test } from 'vitest'
import { figuresOf, hasBuckets } from '../backend.js'
import { idOf } from '../ids.js'
import { CLASSES } from './classes.js'

setFlagsFromString('--expose-gc')
const collect: () => void = globalThis.gc ?? runInNewContext('gc')

/** Whether what a reference refers to goes away, in a few turns. */
async function isCollected(ref: WeakRef<object>): Promise<boolean> {
  for (let i = 0; i < 20; i++) {
    await new Promise(resolve => setImmediate(resolve))
    collect()
    if (ref.deref() === undefined) return true
  }
  return false
}

/** Stores a fresh object and returns a weak reference to it alone. */
function store(map: any, key: unknown): WeakRef<object> {
  const value = { big: new Array(100).fill(0) }
  map.set(key, value)
  return new WeakRef(value)
}

describe.each(CLASSES)('$map', ({ Map: TestedMap, key }) => {
  const filled = () => {
    const map = new TestedMap()
    for (let i = 0; i < 30; i++) map.set(key(i), { i })
    return map
  }

  const releases: [string, (map: any) => void][] = [
    ['delete', map => map.delete(key(99))],
    ['clear', map => map.clear()],
    ['overwrite', map => map.set(key(99), 'other')],
    ['deleteWhere', map => map.deleteWhere((_: unknown, k: unknown) => idOf(k) === idOf(key(99)))],
    ['assign', map => map.assign([[key(99), 1]])],
    ['dispose', map => map[Symbol.dispose]()],
  ]
  test.each(releases)('%s lets a value go', async (_, release) => {
    const map = filled()
    const ref = store(map, key(99))
    release(map)
    expect(await isCollected(ref)).toBe(true)
  })

  test('a value that was deleted in the middle of a growth goes', async () => {
    const map = new TestedMap()
    for (let i = 0; i < 53; i++) map.set(key(i), i)
    const ref = store(map, key(99))
    expect(figuresOf(map).growing).toBe(hasBuckets)
    map.delete(key(99))
    expect(await isCollected(ref)).toBe(true)
    expect(map.size).toBe(53)
  })

  test('a value that was deleted from a map that was cloned goes, from the clone not', async () => {
    const map = filled()
    const ref = store(map, key(99))
    const copy = map.clone()
    map.delete(key(99))
    await new Promise(resolve => setImmediate(resolve))
    collect()
    expect(copy.get(key(99))).toBe(ref.deref())
    expect(ref.deref()).not.toBe(undefined)
    copy.delete(key(99))
    expect(await isCollected(ref)).toBe(true)
  })

  test('a map that holds itself goes', async () => {
    const make = () => {
      const map = filled()
      map.set(key(1), map)
      return new WeakRef(map)
    }
    expect(await isCollected(make())).toBe(true)
  })
})

test('what is stored stays', async () => {
  const map = new CLASSES[0]!.Map()
  const ref = store(map, 1)
  for (let i = 0; i < 3; i++) {
    await new Promise(resolve => setImmediate(resolve))
    collect()
  }
  expect(map.get(1)).toBe(ref.deref())
  expect(ref.deref()).not.toBe(undefined)
})
