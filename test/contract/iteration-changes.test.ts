// What iteration promises, whatever else happens: no entry twice, none that was deleted, the latest values, every entry
// that was left alone.

import { describe, expect, test } from 'vitest'
import { isChecked } from '../backend.js'
import { WAYS } from './faces.js'
import { growInto } from './growing.js'
import { type Face, Promised, walkThrough } from './walking.js'

const SIZES = isChecked ? [1, 9, 40] : [1, 9, 14, 60, 200]
const MORE = isChecked ? 100 : 1000

/** The numbers of a map before each walk: settled, in the middle of a growth, half empty, with much room. */
function starts(make: (options?: object) => Face): { promised: Promised; n: number }[] {
  const settled = SIZES.map(n => ({ promised: new Promised(make(), count(n)), n }))
  const growing = make()
  const n = growInto(growing.subject, i => growing.put(i, i), 40)
  const sparse = make()
  for (let i = 0; i < 100; i++) sparse.put(i, i)
  for (let i = 10; i < 100; i++) sparse.remove(i)
  return [
    ...settled,
    { promised: new Promised(growing, count(n)), n },
    { promised: new Promised(sparse, count(10)), n: 10 },
    { promised: new Promised(make({ capacity: 500 }), count(20)), n: 20 },
  ]
}

function count(n: number): number[] {
  return Array.from({ length: n }, (_, i) => i)
}

/** A change for each start and each of a few steps. */
function disturbed(make: (options?: object) => Face, change: (p: Promised, n: number, step: number) => void): void {
  for (const at of isChecked ? [1, 5] : [1, 7, 30]) {
    for (const { promised, n } of starts(make)) {
      walkThrough(promised, step => {
        if (step === at) change(promised, n, step)
      })
    }
  }
}

describe.each(WAYS)('$way', ({ make }) => {
  test('nothing happens', () => {
    for (const { promised } of starts(make)) walkThrough(promised, () => {})
  })

  test('an update', () => {
    disturbed(make, (p, n) => {
      for (let i = 0; i < n; i++) p.put(i, i + 1_000)
    })
  })

  test('an update at every step', () => {
    for (const { promised, n } of starts(make)) walkThrough(promised, step => promised.put((step * 7) % n, step))
  })

  test('deletes', () => {
    disturbed(make, (p, n) => {
      for (let i = 0; i < n; i += 2) p.remove(i)
    })
  })

  test('a delete at every step', () => {
    for (const { promised, n } of starts(make)) walkThrough(promised, step => promised.remove((step * 5) % n))
  })

  test('deletes of all but one', () => {
    disturbed(make, (p, n) => {
      for (let i = 1; i < n; i++) p.remove(i)
    })
  })

  test('growth', () => {
    disturbed(make, p => {
      for (let i = 0; i < MORE; i++) p.put(10_000 + i, i)
    })
  })

  test('an insert at every step, up to a limit', () => {
    for (const { promised, n } of starts(make)) {
      walkThrough(promised, step => {
        if (step < 3 * n + 20) promised.put(10_000 + step, step)
      })
    }
  })

  test('growth, then deletes, then shrink', () => {
    disturbed(make, (p, n) => {
      for (let i = 0; i < MORE / 4; i++) p.put(10_000 + i, i)
      for (let i = 0; i < MORE / 4; i++) p.remove(10_000 + i)
      for (let i = 1; i < n; i += 3) p.remove(i)
      p.face.subject.shrink()
    })
  })

  test('reserve', () => {
    disturbed(make, p => p.face.subject.reserve(isChecked ? 400 : 3000))
  })

  test('shrink', () => {
    disturbed(make, p => p.face.subject.shrink())
  })

  test('reserve and shrink in turn', () => {
    for (const { promised } of starts(make)) {
      walkThrough(promised, step =>
        step % 2 === 0 ? promised.face.subject.shrink() : promised.face.subject.reserve(400),
      )
    }
  })

  test('clear ends it', () => {
    disturbed(make, p => p.clear())
  })

  test('emptied and filled again ends it', () => {
    disturbed(make, (p, n) => {
      for (const key of [...p.face.subject.keys()]) p.face.subject.delete(key)
      p.clear()
      for (let i = 0; i < n; i++) p.put(i, i)
    })
  })

  test('emptied by deletes alone and filled again ends it', () => {
    disturbed(make, (p, n) => {
      for (let i = 0; i < n; i++) p.remove(i)
      for (let i = 0; i < n; i++) p.put(i, i)
    })
  })

  test('dispose makes the next step throw', () => {
    for (const { promised, n } of starts(make)) {
      const walk = promised.face.walk()
      for (let step = 0; step < Math.ceil(n / 2); step++) promised.step(walk.next().value)
      promised.face.subject[Symbol.dispose]()
      expect(() => walk.next()).toThrow(TypeError)
    }
  })
})
