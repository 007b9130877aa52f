// What console.log shows.

import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import { CONTAINERS } from './classes.js'

describe.each(CONTAINERS)('$name', ({ kind, name, Class, isMap, put, key }) => {
  const filled = (n: number) => {
    const map = new Class()
    for (let i = 0; i < n; i++) put(map, i)
    return map
  }

  // An array, or one of bytes, is long enough for a line of its own.
  const flat = (text: string) => (kind === 'Bytes' || name.startsWith('Tuple') ? text.replace(/\s+/g, ' ') : text)

  test('shows entries as it does for the built-in one', () => {
    const builtIn = isMap ? new Map([[key(3), 3]]) : new Set([key(3)])
    const map = new Class()
    put(map, 3)
    expect(inspect(map)).toBe(inspect(builtIn).replace(/^\w+/, name))
    expect(inspect(new Class())).toBe(`${name}(0) {}`)
    expect(flat(inspect({ map }))).toBe(flat(inspect({ map: builtIn }).replace(/\b(Map|Set)\(/, `${name}(`)))
  })

  test('shows 100 entries, or as many as it is told', () => {
    const lines = (text: string) => text.match(isMap ? /=>/g : /\d+n?,|\d+n? /g)?.length ?? 0
    expect(inspect(filled(101))).toContain('... 1 more item')
    expect(inspect(filled(100))).not.toContain('more item')
    expect(inspect(filled(300))).toContain('... 200 more items')
    if (isMap) expect(lines(inspect(filled(300)))).toBe(100)
    expect(inspect(filled(20), { maxArrayLength: 3 })).toContain('... 17 more items')
    expect(inspect(filled(200), { maxArrayLength: null })).not.toContain('more item')
    expect(inspect(filled(3), { maxArrayLength: 0 })).toBe(`${name}(3) { ... 3 more items }`)
    expect(inspect(filled(300))).toMatch(new RegExp(`^${name}\\(300\\) `))
  })

  test('says when it was disposed', () => {
    const map = filled(3)
    map[Symbol.dispose]()
    expect(inspect(map)).toBe(`${name} (disposed)`)
  })

  test('respects the depth', () => {
    const map = filled(1)
    expect(inspect({ a: { b: { c: map } } })).toContain(`c: [${name}]`)
    if (!isMap) return
    map.set(key(0), { a: { b: { c: {} } } })
    const builtIn = inspect(new Map(map)).replace(/^Map/, name)
    expect(flat(inspect(map))).toBe(flat(builtIn))
    map.set(key(0), map)
    expect(inspect(map).length).toBeLessThan(500)
  })

  test('changes nothing', () => {
    const map = filled(150)
    const before = map.inspect()
    inspect(map)
    expect(map.inspect()).toEqual(before)
  })
})
