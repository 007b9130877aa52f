// Many keys a call in whatever has a length and is indexed like an array.

import { describe, expect, test } from 'vitest'
import { HashMap, HashSet, StringMap, StringSet } from '../backend.js'
import { errorOf, PLAIN } from './classes.js'

const ANY: any[] = [
  { kind: 'Hash', map: 'HashMap', Map: HashMap, Set: HashSet, key: (i: number) => [i, `${i}`][i % 2] },
]

/** `arguments` of a call. */
function argumentsOf(..._: any[]): IArguments {
  // biome-ignore lint/complexity/noArguments: this is what is tested
  return arguments
}

const FORMS: [string, (items: any[]) => ArrayLike<any>][] = [
  ['arguments', items => argumentsOf(...items)],
  ['an object with a length', items => Object.assign({ length: items.length }, items)],
]

describe.each([...PLAIN, ...ANY])('$map', ({ kind, Map: TestedMap, Set: TestedSet, key }) => {
  const keys = [0, 1, 2].map(key)

  test.each(FORMS)('%s', (_, make) => {
    const map = new TestedMap({ values: 'int32' })
    expect(map.setMany(make(keys), make([5, 6, 7]))).toBe(map)
    expect([...map.getMany(make([...keys, key(9)]))]).toEqual([5, 6, 7, 0])
    expect([...map.hasMany(make([key(9), ...keys]))]).toEqual([0, 1, 1, 1])
    map.incrementMany(make(keys), make([1, 2, 3]))
    map.incrementMany(make(keys))
    expect([...map.getMany(make(keys))]).toEqual([7, 9, 11])
    expect(map.deleteMany(make(keys.slice(1)))).toBe(2)
    expect(map.size).toBe(1)
    const set = new TestedSet()
    expect(set.addMany(make(keys)).size).toBe(3)
    expect([...set.hasMany(make(keys))]).toEqual([1, 1, 1])
    expect(set.deleteMany(make([]))).toBe(0)
    expect(new TestedMap().setMany(make(keys), 'abc').get(keys[1])).toBe('b')
  })

  test('a string is one only where its characters can be keys', () => {
    if (kind === 'String' || kind === 'Hash') return
    const error = errorOf(() => new TestedMap().getMany('text'))
    expect(error).toBeInstanceOf(TypeError)
    expect(error.message).toMatch(/getMany: keys must be an array/)
    expect(() => new TestedSet().addMany('text')).toThrow(TypeError)
    expect(() => new TestedMap({ values: 'int32' }).setMany([], 'text')).toThrow(TypeError)
  })
})

test('the characters of a string as keys', () => {
  expect([...new StringMap([['b', 7]], { values: 'int32' }).getMany('abc')]).toEqual([0, 7, 0])
  expect([...new StringSet().addMany('aba')].sort()).toEqual(['a', 'b'])
  expect([...new HashSet().addMany('aba')].sort()).toEqual(['a', 'b'])
})
