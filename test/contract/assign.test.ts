import { describe, expect, test } from 'vitest'
import { CLASSES, CONTAINERS, errorOf, sorted } from './classes.js'

describe.each(CONTAINERS)('$name', ({ Class, isMap, put, key, refused }) => {
  const of = (from: number, to: number) => {
    const map = new Class()
    for (let i = from; i < to; i++) put(map, i)
    return map
  }

  test('adds what it is given and returns the map', () => {
    const map = of(0, 20)
    const other = of(10, 40)
    expect(map.assign(other)).toBe(map)
    expect(sorted(map)).toEqual(sorted(of(0, 40)))
    expect(sorted(other)).toEqual(sorted(of(10, 40)))
    expect(map.assign(of(0, 0))).toBe(map)
    expect(map.size).toBe(40)
  })

  test('takes any iterable', () => {
    const items = [...of(0, 30)]
    expect(sorted(new Class().assign(items))).toEqual(sorted(items))
    expect(sorted(new Class().assign(items.values()))).toEqual(sorted(items))
    expect(sorted(new Class().assign(isMap ? new Map(items) : new Set(items)))).toEqual(sorted(items))
  })

  test('of itself changes nothing', () => {
    const map = of(0, 20)
    const before = map.inspect()
    expect(map.assign(map)).toBe(map)
    expect(map.inspect()).toEqual(before)
    expect(map.assign(map.entries ? map[Symbol.iterator]() : map).size).toBe(20)
  })

  test('of a clone changes nothing', () => {
    const map = of(0, 20)
    expect(map.assign(map.clone()).equals(of(0, 20))).toBe(true)
  })

  test('stops at what is refused; what came before stays', () => {
    const map = of(0, 5)
    const bad = refused[0]!
    const items = isMap
      ? [
          [key(5), 5],
          [bad.value, 1],
          [key(6), 6],
        ]
      : [key(5), bad.value, key(6)]
    expect(errorOf(() => map.assign(items)).constructor).toBe(bad.error)
    expect(sorted(map)).toEqual(sorted(of(0, 6)))
    expect(put(map, 7).size).toBe(7)
  })

  test.each([null, undefined, 1, {}])('refuses %s', other => {
    const map = of(0, 3)
    expect(() => map.assign(other)).toThrow(TypeError)
    expect(map.size).toBe(3)
  })
})

test.each(CLASSES)('$map: overwrites values', ({ Map: TestedMap, key }) => {
  const map = new TestedMap([
    [key(1), 'old'],
    [key(2), 'kept'],
  ])
  map.assign([
    [key(1), 'new'],
    [key(3), 'added'],
  ])
  expect(sorted(map)).toEqual(
    sorted([
      [key(1), 'new'],
      [key(2), 'kept'],
      [key(3), 'added'],
    ]),
  )
})
