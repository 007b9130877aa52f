// Handles: a value under a number, and no reference to it once the number is released.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Handles } from '../../src/body/handles.js'
import { Int32Map } from '../../src/index.js'
import { replay } from '../internals.js'
import { collectGarbage } from '../once.js'

test('handle 0 is undefined and is never given out', () => {
  const handles = new Handles()
  expect(handles.get(0)).toBe(undefined)
  for (let i = 0; i < 40_000; i++) if (handles.take(i) === 0) expect.fail('handle 0 was given out')
  expect(handles.get(0)).toBe(undefined)
})

test('random taking, writing, releasing, cloning, against a Map', () => {
  const operation = fc.tuple(fc.constantFrom('take', 'take', 'take', 'set', 'release', 'clone', 'clear'), fc.nat(1000))
  const property = fc.property(fc.array(operation, { maxLength: 2000, size: 'max' }), list => {
    let handles = new Handles()
    const model = new Map<number, unknown>()
    const nth = (i: number) => [...model.keys()][i % model.size]!
    for (const [name, i] of list) {
      if (name === 'take') {
        const handle = handles.take({ i })
        expect(model.has(handle)).toBe(false)
        model.set(handle, handles.get(handle))
      } else if (name === 'clear' && i < 20) {
        handles.clear()
        model.clear()
      } else if (model.size === 0) {
      } else if (name === 'set') {
        handles.set(nth(i), i)
        model.set(nth(i), i)
      } else if (name === 'release') {
        const handle = nth(i)
        handles.release(handle)
        model.delete(handle)
      } else if (name === 'clone') {
        const copy = handles.clone()
        handles.take('only in the first')
        handles = copy
      }
    }
    for (const [handle, value] of model) expect(handles.get(handle)).toBe(value)
  })
  fc.assert(property, { numRuns: 40, ...replay })
})

test('released handles are used again, the last one first', () => {
  const handles = new Handles()
  const [a, b] = [handles.take('a'), handles.take('b')]
  handles.release(a)
  handles.release(b)
  expect([handles.take(1), handles.take(2)]).toEqual([b, a])
})

/** Whether an object is gone once `drop` has run. Only an object that nothing holds can be collected. */
async function isCollected(hold: (value: object) => () => void): Promise<boolean> {
  let value: object | undefined = { big: new Array(1000) }
  const drop = hold(value)
  const weak = new WeakRef(value)
  value = undefined
  for (let i = 0; i < 3; i++) await collectGarbage()
  expect(weak.deref()).not.toBe(undefined)
  drop()
  for (let i = 0; i < 20 && weak.deref() !== undefined; i++) await collectGarbage()
  return weak.deref() === undefined
}

const maps: Int32Map<unknown>[] = []
function aMap(value: unknown): Int32Map<unknown> {
  const map = new Int32Map<unknown>([[1, 'other']])
  maps.push(map)
  return map.set(7, value)
}

test.each<[string, (map: Int32Map<unknown>) => void]>([
  ['delete', map => map.delete(7)],
  ['set', map => map.set(7, 0)],
  ['clear', map => map.clear()],
  ['deleteWhere', map => map.deleteWhere(() => true)],
  ['dispose', map => map[Symbol.dispose]()],
])('a value is not held after %s', async (_, drop) => {
  expect(
    await isCollected(value =>
      (
        map => () =>
          drop(map)
      )(aMap(value)),
    ),
  ).toBe(true)
})
