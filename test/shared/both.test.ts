// Concurrent and ordinary maps in one heap: what a thread has for the ones is apart from what it has for the others.

import { expect, test, vi } from 'vitest'
import * as library from '../../src/shared.js'

vi.resetModules()
// A second copy of the library has a part of its own in the memory, and with it another number.
const other = (await import('../../src/shared.js')) as typeof library

const N = 3000
const textOf = (i: number) => `${i}${'-'.repeat(i % 70)}`
const NUMBERS = Int32Array.from({ length: N }, (_, i) => i)

/** Uses all that a thread has for itself: for many keys, for staged ones, for iterations, of both kinds of maps in turns. */
function use({ Int32Map, StringMap, ConcurrentInt32Map, ConcurrentStringMap }: typeof library, handles: any): void {
  const shared = ConcurrentInt32Map.attach<number>(handles.shared)
  const texts = ConcurrentStringMap.attach<number>(handles.texts)
  const plain = Int32Map.attach<number>(handles.plain)
  const lines = StringMap.attach<number>(handles.lines)
  shared.setMany(NUMBERS, NUMBERS)
  plain.setMany(NUMBERS, NUMBERS)
  for (let i = 0; i < N; i++) {
    texts.set(textOf(i), i)
    lines.set(textOf(i), i)
  }
  const walks = [texts, lines].map(map => map.entries())
  for (let i = 0; i < N; i++) {
    for (const walk of walks) {
      const [text, n] = walk.next().value!
      expect(text).toBe(textOf(n))
    }
    expect([texts.get(textOf(i)), lines.get(textOf(i))]).toEqual([i, i])
  }
  for (const walk of walks) expect(walk.next().done).toBe(true)
  const long = 'long'.repeat(10_000)
  for (const map of [texts, lines]) {
    map.set(long, -1)
    expect(map.delete(long)).toBe(true)
  }
  expect(shared.getMany(NUMBERS)).toEqual(NUMBERS)
  expect(plain.getMany(NUMBERS)).toEqual(NUMBERS)
}

test.each(['concurrent maps first', 'ordinary maps first'])('%s', order => {
  const heap = new library.SharedHeap()
  const begin = [
    () => new library.ConcurrentInt32Map({ heap, values: 'int32' }).setMany(NUMBERS, NUMBERS),
    () => new library.StringMap({ heap, values: 'int32' }).set('a', 1),
  ]
  for (const make of order.startsWith('ordinary') ? begin.reverse() : begin) make()
  const maps = {
    shared: new library.ConcurrentInt32Map({ heap, values: 'int32' }),
    texts: new library.ConcurrentStringMap({ heap, values: 'int32' }),
    plain: new library.Int32Map({ heap, values: 'int32' }),
    lines: new library.StringMap({ heap, values: 'int32' }),
  }
  const handles = Object.fromEntries(Object.entries(maps).map(([name, map]) => [name, map.handle]))
  for (const each of [library, other, library]) use(each, handles)
  for (const map of Object.values(maps)) expect(map.size).toBe(N)
})
