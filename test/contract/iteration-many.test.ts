// Several iterations over one map: nested, abandoned, two at once.

import { describe, expect, test } from 'vitest'
import { isChecked } from '../backend.js'
import { KeySet } from '../ids.js'
import { CONTAINERS, sorted } from './classes.js'
import { WAYS } from './faces.js'
import { Promised } from './walking.js'

const N = isChecked ? 20 : 40
const range = (n: number) => Array.from({ length: n }, (_, i) => i)

describe.each(CONTAINERS)('$name', ({ Class, put, key }) => {
  const filled = (n: number) => {
    const map = new Class()
    for (let i = 0; i < n; i++) put(map, i)
    return map
  }
  const keys = (n: number) => sorted(range(n).map(key))

  test('nested walks each give everything', () => {
    const map = filled(N)
    const outer: unknown[] = []
    for (const a of map.keys()) {
      outer.push(a)
      const inner: unknown[] = []
      for (const b of map.keys()) inner.push(b)
      expect(sorted(inner)).toEqual(keys(N))
      let visits = 0
      map.forEach(() => {
        visits++
      })
      expect(visits).toBe(N)
    }
    expect(sorted(outer)).toEqual(keys(N))
  })

  test('abandoned walks disturb nothing', () => {
    const map = filled(N)
    const abandoned = range(50).map(i => {
      const walk = map.keys()
      for (let step = 0; step < i % N; step++) walk.next()
      return walk
    })
    for (const _ of map) break
    for (let i = N; i < 3 * N; i++) put(map, i)
    for (let i = 0; i < N; i++) map.delete(key(i))
    expect(sorted(map.keys())).toEqual(
      sorted(
        range(3 * N)
          .slice(N)
          .map(key),
      ),
    )
    for (const walk of abandoned) for (const k of walk) expect(map.has(k)).toBe(true)
  })

  test('return of an iterator that has none, by leaving a loop, does not close it', () => {
    const map = filled(N)
    const walk = map.keys()
    const seen: unknown[] = []
    for (const k of walk) {
      seen.push(k)
      if (seen.length === 5) break
    }
    for (const k of walk) seen.push(k)
    expect(sorted(seen)).toEqual(keys(N))
  })

  test('an inner walk that deletes what the outer one has not reached', () => {
    const map = filled(N)
    const outer = new KeySet()
    for (const a of map.keys()) {
      expect(map.has(a)).toBe(true)
      outer.add(a)
      for (const b of map.keys()) if (!outer.has(b)) map.delete(b)
    }
    expect(outer.size).toBe(1)
    expect([...map.keys()]).toEqual([...outer])
  })
})

describe.each(WAYS)('$way', ({ make }) => {
  test('two at once, with growth, deletes and shrink in between, keep every promise', () => {
    const face = make()
    const one = new Promised(face, range(N))
    const two = new Promised(face, range(N))
    const walks = [face.walk(), face.walk()]
    const both = (change: (p: Promised) => void) => {
      change(one)
      change(two)
    }
    let steps = 0
    const open = new Set([0, 1])
    while (open.size > 0) {
      for (const w of [...open]) {
        const next = walks[w]!.next()
        if (next.done) open.delete(w)
        else [one, two][w]!.step(next.value)
      }
      steps++
      if (steps === 3) for (const i of range(10 * N)) both(p => p.put(1000 + i, i))
      if (steps === 6) for (const i of range(10 * N)) both(p => p.remove(1000 + i))
      if (steps === 6) face.subject.shrink()
      if (steps < 30) both(p => p.put(steps % N, steps))
      if (steps % 5 === 0 && steps < N) both(p => p.remove(steps))
    }
    one.end()
    two.end()
  })
})
