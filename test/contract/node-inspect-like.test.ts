// What console.log shows of maps and sets is what it shows of a Map or Set, but for the name.

import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import { CONTAINERS } from './classes.js'
import { anyContainers, OPTIONS } from './inspected.js'

describe.each([...CONTAINERS, ...anyContainers(i => i)])('$name', ({ name, kind, Class, isMap, key }) => {
  const value = (i: number) => [i, { deep: [{ deeper: { deepest: i } }] }, 'text'][i % 3]
  const items = (n: number) => Array.from({ length: n }, (_, i) => (isMap ? [key(i), value(i)] : key(i)))
  /** A built-in one with the same in the same order, of a class of such a name, whose length counts in a line. */
  const builtIn = (items: any, called = name, tag = name): any => {
    const Base: any = isMap ? Map : Set
    class Named extends Base {}
    Object.defineProperty(Named, 'name', { value: called })
    Object.defineProperty(Named.prototype, Symbol.toStringTag, { value: tag })
    return new (Named as any)(items)
  }
  /** Properties of prototypes are no business of who looks at a map. */
  const withoutTag = (text: string) => text.replace(/,?\s*\[?Symbol\(Symbol.toStringTag\)\]?: (\S*'\w+'\S*)/, '')
  /** Entries come in an order of their own each time: compared where there is one, or where they are sorted. */
  const likeBuiltIn = (map: any, options: object, wrap = (x: unknown) => x) => {
    const [mine, theirs] = [map, builtIn(map)].map(x => inspect(wrap(x), options))
    if ('showHidden' in options) expect(flat(mine!)).toBe(flat(withoutTag(theirs!)))
    else expect(mine).toBe(theirs)
  }
  const flat = (text: string) => text.replace(/\s+/g, ' ').replace('{ }', '{}')

  test.each(Object.entries({ ...OPTIONS, 'a narrow line': { breakLength: 20 } }))('with %s', (_, options) => {
    for (const n of [0, 1]) {
      likeBuiltIn(new Class(items(n)), options)
      likeBuiltIn(new Class(items(n)), options, x => ({ a: { b: x } }))
    }
    if (!isMap) return
    const map = new Class([[key(1), { a: { b: { c: { d: 'x'.repeat(90) } } } }]])
    likeBuiltIn(map, options)
    likeBuiltIn(map, options, x => [x, 1])
  })

  test('sorted, many and more than are shown', () => {
    for (const n of [10, 100]) likeBuiltIn(new Class(items(n)), { sorted: true })
    const text = inspect(new Class(items(130)), { sorted: true, maxArrayLength: 20, colors: true })
    expect(text).toMatch(new RegExp(`^${name}\\(130\\) \\{`))
    expect(text).toMatch(/\.\.\. 110 more items\n?\s*\}$/)
    expect(inspect(new Class(items(130)), { maxArrayLength: 129, compact: false })).toMatch(
      /,\n {2}\.\.\. 1 more item\n}$/,
    )
    expect(inspect(new Class(items(130)), { maxArrayLength: Number.POSITIVE_INFINITY })).not.toContain('more item')
  })

  test('a subclass has its own name, its properties are shown', () => {
    class Registry extends Class {
      note = 'of its own'
    }
    const map: any = new (Registry as any)(items(1))
    expect(inspect(map)).toBe(inspect(Object.assign(builtIn(map, 'Registry'), { note: 'of its own' })))
    expect(inspect(map)).toMatch(new RegExp(`^Registry\\(1\\) \\[${name}\\] \\{[\\s\\S]*note: 'of its own'`))
    expect(inspect(new (Registry as any)(items(120)))).toMatch(/^Registry\(120\) /)
    map[Symbol.dispose]()
    expect(inspect(map)).toBe('Registry (disposed)')
    const Nameless = (() => class extends Class {})()
    expect(inspect(new (Nameless as any)(items(1)))).toMatch(new RegExp(`^${name}\\(1\\) \\{`))
  })

  test.runIf(isMap)('circles', () => {
    const map: any = new Class()
    map.set(key(1), map)
    const reference = builtIn([])
    reference.set(key(1), reference)
    for (const options of [{}, { depth: null }, { depth: null, colors: true }, { depth: null, compact: false }]) {
      expect(inspect(map, options)).toBe(inspect(reference, options))
      expect(inspect({ map }, options)).toBe(inspect({ map: reference }, options))
    }
    // Through others, and of more entries than are shown.
    const two = new Class([[key(2), { map }]])
    map.set(key(1), [two])
    expect(inspect(two, { depth: null })).toMatch(/^<ref \*1> [\s\S]*\[Circular \*1\]/)
    for (let i = 2; i < 150; i++) map.set(key(i), i % 2 ? two : map)
    const text = inspect(map, { depth: null })
    expect(text).toMatch(/^<ref \*1> [\s\S]*\[Circular \*1\]/)
    expect(text.length).toBeLessThan(100_000)
  })

  test('shows what is there now', () => {
    const map: any = new Class(items(2))
    inspect(map)
    if (isMap) map.set(key(0), 'another')
    else map.delete(key(0))
    expect(inspect(map).includes('another') || inspect(map).startsWith(`${name}(1)`)).toBe(true)
    if (kind !== 'Bytes') likeBuiltIn(map, { sorted: true })
  })
})
