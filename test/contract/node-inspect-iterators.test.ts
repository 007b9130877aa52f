// What console.log shows of iterators is what it shows of those of a Map or Set, but for the name: what is left to come.

import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import { CONTAINERS } from './classes.js'
import { anyContainers, OPTIONS } from './inspected.js'

/** A key of each table of a HashMap, and of the Map beside them. */
const anyKey = (i: number) => [i, i + 0.5, BigInt(i), `key ${i}`, { i }][i % 5]
const METHODS: PropertyKey[] = ['keys', 'values', 'entries', Symbol.iterator]

describe.each([...CONTAINERS, ...anyContainers(anyKey)])('iterators of $name', ({ name, Class, isMap, key }) => {
  const value = (i: number) => [i, { deep: [{ deeper: { deepest: i } }] }, 'text'][i % 3]
  const items = (n: number) => Array.from({ length: n }, (_, i) => (isMap ? [key(i), value(i)] : key(i)))
  const builtIn = (items: any): any => (isMap ? new Map(items) : new Set(items))
  const named = (text: string) => text.replace(/\[(Map|Set) (Iterator|Entries)\]/g, `[${name} $2]`)
  /** Properties of prototypes are no business of who looks at an iterator. */
  const withoutTag = (text: string) => text.replace(/,?\s*\[?Symbol\(Symbol.toStringTag\)\]?: '\w+ Iterator'/g, '')
  const count = (text: string) => Number(/\.\.\. (\d+) more items?\s+\}$/.exec(text)?.[1] ?? 0)

  test.each(Object.entries(OPTIONS))('with %s', (_, options) => {
    for (const method of METHODS) {
      for (const n of [0, 1]) {
        const [mine, theirs] = [new Class(items(n)), builtIn(items(n))]
        const like = (wrap: (x: unknown) => unknown, options: object) => {
          const [shown, wanted] = [mine, theirs].map(map => inspect(wrap(map[method]()), options))
          if ('showHidden' in options) expect(withoutTag(shown!)).toBe(withoutTag(named(wanted!)))
          else expect(shown).toBe(named(wanted!))
        }
        like(it => it, options)
        // The names count in a line, as do the levels inside, which Node does not see.
        if ('compact' in options && options.compact === 1) continue
        const wide = { ...options, breakLength: Number.POSITIVE_INFINITY }
        like(it => [it], wide)
        if (!('depth' in options)) like(it => ({ a: { b: { it } } }), wide)
      }
    }
  })

  test('sorted, many', () => {
    for (const method of METHODS) {
      const [mine, theirs] = [new Class(items(90)), builtIn(items(90))]
      const options = { sorted: true, breakLength: Number.POSITIVE_INFINITY }
      expect(inspect(mine[method](), options)).toBe(named(inspect(theirs[method](), options)))
    }
  })

  test('shows 100 items, or as many as it is told, and says how many more are left', () => {
    const map = new Class(items(300))
    for (const method of METHODS) {
      const it = map[method]()
      expect(count(inspect(it))).toBe(200)
      for (let i = 0; i < 150; i++) it.next()
      expect(count(inspect(it))).toBe(50)
      expect(inspect(it, { maxArrayLength: 149 })).toMatch(/\.\.\. 1 more item\s+\}$/)
      expect(count(inspect(it, { maxArrayLength: 3, sorted: true }))).toBe(147)
      expect(inspect(it, { maxArrayLength: 0 })).toMatch(/^\[\w+ (Iterator|Entries)\] \{ \.\.\. 150 more items \}$/)
      for (const maxArrayLength of [null, Number.POSITIVE_INFINITY, 150]) {
        expect(inspect(it, { maxArrayLength })).not.toContain('more item')
      }
      expect([...it]).toHaveLength(150)
    }
  })

  test('what is shown is what comes, in its order, wherever the iterator is', () => {
    // No deep values: how lines break depends on the one that was shown before.
    const map = new Class(Array.from({ length: 40 }, (_, i) => (isMap ? [key(i), i] : key(i))))
    // Tables of a HashMap that an iterator has not come to have no order yet.
    const options = { breakLength: Number.POSITIVE_INFINITY, depth: 9, sorted: name.startsWith('Hash') }
    for (const method of METHODS) {
      for (let taken = 1; taken <= 40; taken++) {
        const it = map[method]()
        for (let i = 0; i < taken; i++) it.next()
        const text = inspect(it, options)
        // Again: the look has moved nothing.
        expect(inspect(it, options)).toBe(text)
        const left = [...it]
        const isEntries = /^\[\w+ Entries\]/.test(text)
        const shown = isEntries ? new Map(left as any).entries() : new Map(left.map((x, i) => [i, x])).values()
        expect(text).toBe(named(inspect(shown, options)))
      }
    }
  })

  test('a finished one has nothing left', () => {
    const it = new Class(items(3)).values()
    for (const _ of it);
    expect(inspect(it)).toBe(`[${name} Iterator] {  }`)
  })

  test('what has changed since shows, and nothing is taken from the iterator', () => {
    const map: any = new Class(items(60))
    const keys = [...map.keys()]
    const it = map.keys()
    const seen = new Set(Array.from({ length: 20 }, () => inspect(it.next().value)))
    for (const k of keys.slice(0, 30)) map.delete(k)
    inspect(it)
    for (const k of keys.slice(30, 40)) map.delete(k)
    const left = keys.slice(40).filter(k => !seen.has(inspect(k)))
    const options = { sorted: true, maxArrayLength: null, breakLength: Number.POSITIVE_INFINITY }
    expect(inspect(it, options)).toBe(named(inspect(new Map(left.map((k, i) => [i, k])).values(), options)))
    expect(new Set([...it].map(k => inspect(k)))).toEqual(new Set(left.map(k => inspect(k))))
    map.clear()
    const another = map.keys()
    inspect(another)
    if (isMap) map.set(key(1), 1)
    else map.add(key(1))
    expect([...another]).toEqual([key(1)])
  })

  test('of a map that was cleared or disposed', () => {
    const begun = () => {
      const map = new Class(items(9))
      const its = METHODS.map(method => map[method]())
      for (const it of its) it.next()
      return { map, its }
    }
    const cleared = begun()
    cleared.map.clear()
    for (const it of cleared.its) expect(inspect(it)).toMatch(/^\[\w+ (Iterator|Entries)\] \{ {2}\}$/)
    const gone = begun()
    gone.map[Symbol.dispose]()
    for (const it of gone.its) {
      expect(inspect(it)).toBe(`[${name} Iterator] (disposed)`)
      expect(() => it.next()).toThrow('disposed')
    }
  })

  test.runIf(isMap)('circles', () => {
    const map: any = new Class()
    const it = map.values()
    map.set(key(1), { it })
    map.set(key(2), [map])
    for (const options of [{}, { depth: null }, { depth: null, colors: true }, { depth: null, maxArrayLength: 1 }]) {
      expect(inspect(it, options).length).toBeLessThan(1_000)
      expect(inspect(map, options).length).toBeLessThan(1_000)
    }
    expect(inspect(it, { depth: null })).toMatch(/^<ref \*1> \[\w+ Iterator\] [\s\S]*\[Circular \*1\]/)
  })

  test('own properties show', () => {
    const it = new Class(items(1)).keys()
    expect(inspect(Object.assign(it, { note: 1 }))).toContain('note: 1')
  })
})
