// Classes that extend those of the library.

import { describe, expect, test } from 'vitest'
import { idOf } from '../ids.js'
import { CONTAINERS, sorted } from './classes.js'

describe.each(CONTAINERS)('$name', ({ name, Class, isMap, put, key }) => {
  class Sub extends Class {
    readonly note = 'note'
    twice(i: number) {
      return put(put(this, i), i)
    }
  }

  test('has the methods of both and is an instance of both', () => {
    const map: any = new Sub()
    expect(map).toBeInstanceOf(Sub)
    expect(map).toBeInstanceOf(Class)
    expect(map.note).toBe('note')
    expect(map.twice(1)).toBe(map)
    expect(map.size).toBe(1)
    expect(map.has(key(1))).toBe(true)
    expect(Object.prototype.toString.call(map)).toBe(`[object ${name}]`)
  })

  test('takes entries and options', () => {
    const items = [...new Class([1, 2, 3].map(i => (isMap ? [key(i), i] : key(i))))]
    expect(sorted(new (Sub as any)(items, { seed: 1n }))).toEqual(sorted(items))
  })

  test('the constructor and assign write through an overridden method, as those of Map do', () => {
    const written: unknown[] = []
    const method = isMap ? 'set' : 'add'
    class Spy extends Class {}
    ;(Spy.prototype as any)[method] = function (...args: unknown[]) {
      written.push(args[0])
      return Class.prototype[method].apply(this, args)
    }
    const items = [1, 2].map(i => (isMap ? [key(i), i] : key(i)))
    const map: any = new (Spy as any)(items)
    expect(written).toEqual([key(1), key(2)])
    expect(map.size).toBe(2)
  })

  test('iteration does not ask overridden methods', () => {
    class Liar extends Class {
      has() {
        return true
      }
      get() {
        return 'a lie'
      }
    }
    const map: any = new Liar()
    for (let i = 0; i < 30; i++) put(map, i)
    const seen: unknown[] = []
    for (const [k, v] of map.entries()) {
      if (seen.length === 0) for (let i = 0; i < 30; i++) if (idOf(key(i)) !== idOf(k)) map.delete(key(i))
      seen.push(k)
      expect(v).not.toBe('a lie')
    }
    expect(seen).toHaveLength(1)
  })

  test('private state of one does not leak into another', () => {
    const [one, two]: any[] = [new Sub(), new Sub()]
    put(one, 1)
    expect(two.size).toBe(0)
  })
})
