// The option `layout`: the twin's classes take it, and everything that is made of a map keeps it.

import { expect, test } from 'vitest'
import * as wasm from '../../src/index.js'
import * as twins from '../../src/reference/index.js'

const { checked, MismatchError } = twins
type Make = (...args: unknown[]) => any
/** A map or set of each class; of those with keys of several parts, of two. */
const makersOf = (classes: object) =>
  Object.fromEntries(
    Object.entries(classes).map(([name, Class]): [string, Make] => [
      name,
      (...args) => (name.startsWith('Tuple') ? new Class(['int32', 'string'], ...args) : new Class(...args)),
    ]),
  )
const TWINS = makersOf(twins)
const OVER_WASM = makersOf(wasm)
const NAMES = Object.keys(twins).filter(name => /(Map|Set)$/.test(name))
const SETS = NAMES.filter(name => name.endsWith('Set'))
const LAID_OUT = { layout: 'swiss' } as const

const isSwiss = (map: any) => 'groups' in map.stats()

test.each(NAMES)('%s takes it, over Wasm it does not', name => {
  expect(isSwiss(TWINS[name]!(LAID_OUT))).toBe(true)
  for (const layout of ['buckets', undefined] as const) expect(isSwiss(TWINS[name]!({ layout }))).toBe(false)
  for (const layout of ['Swiss', '', null, 1, {}]) {
    const make = () => TWINS[name]!({ layout })
    expect(make).toThrow(TypeError)
    expect(make).toThrow(`${name}: layout must be 'buckets' or 'swiss', got`)
  }
  expect(() => OVER_WASM[name]!(LAID_OUT)).toThrow(new TypeError(`${name}: unknown option "layout"`))
})

test.each(NAMES)('a clone of a %s has it', name => {
  expect(isSwiss(TWINS[name]!(LAID_OUT).clone())).toBe(true)
  const map: any = TWINS[name]!([], LAID_OUT)
  const key: any = name.startsWith('Big')
    ? 1n
    : name.startsWith('S')
      ? 'a'
      : name.startsWith('B')
        ? Uint8Array.of(1)
        : name.startsWith('T')
          ? [1, 'a']
          : 1
  if (name.endsWith('Map')) map.set(key, { a: 1 })
  else map.add(key)
  const copy = map.clone()
  expect(isSwiss(copy)).toBe(true)
  expect(copy.stats()).toEqual(map.stats())
  expect(copy.equals(map)).toBe(true)
  if (!name.startsWith('Hash') && name.endsWith('Map')) {
    const [slot] = copy.inspect().tables[0].groups[0].slots.filter(Boolean)
    expect(slot).toEqual({ tag: expect.any(Number), key, value: { a: 1 } })
  }
})

test.each(SETS)('what the set algebra of a %s makes has it', name => {
  const [one, other]: any[] = [TWINS[name]!(LAID_OUT), TWINS[name]!()]
  for (const method of ['union', 'intersection', 'difference', 'symmetricDifference']) {
    expect(isSwiss(one[method](other))).toBe(true)
    expect(isSwiss(other[method](one))).toBe(false)
  }
})

test('the parts of a HashMap have it', () => {
  const map = new twins.HashMap(LAID_OUT)
  for (const key of [1, 1.5, 1n, 'a', null]) map.set(key, 0)
  for (const part of Object.values(map.inspect().tables))
    expect(part).toMatchObject({ depth: 0, tables: [{ left: 6 }] })
  expect(map.stats()).toMatchObject({ size: 5, tables: 4, groups: 4, loadFactor: 1 })
})

test('figures of no table, of one, of a directory', () => {
  const set: any = new twins.Int32Set(LAID_OUT)
  const nothing = { size: 0, depth: 0, tables: 0, groups: 0, loadFactor: 0, rehashes: 0, bytes: 0 }
  expect(set.stats()).toEqual(nothing)
  expect(set.inspect()).toEqual({ size: 0, depth: 0, tables: [] })
  for (let i = 0; i < 8; i++) set.add(i)
  expect(set.stats()).toEqual({ ...nothing, size: 8, tables: 1, groups: 2, loadFactor: 4, bytes: 2 * (8 + 7 * 4) })
  // So many that each of two tables, whatever the hash, has split.
  for (let i = 8; i < 3300; i++) set.add(i)
  const { depth, tables, groups, bytes } = set.stats()
  expect([depth, tables, groups]).toEqual([Math.log2(tables), tables, 256 * tables])
  expect(bytes).toBe(groups * (8 + 7 * 4) + 8 * 2 ** depth)
  expect(set.inspect().tables.map(({ index }: any) => index)).toEqual(Array.from({ length: tables }, (_, i) => i))
  set.clear()
  expect(set.stats()).toEqual(nothing)
})

test('checked follows such a map slot for slot', () => {
  const map = new twins.Int32Map({ ...LAID_OUT, values: 'int32' })
  const safe = checked(map)
  for (let i = 0; i < 3000; i++) safe.set(i, i)
  for (let i = 0; i < 3000; i += 2) safe.delete(i)
  safe.shrink()
  expect(safe.clone().size).toBe(1500)
  // The twin knows nothing of it.
  map.delete(5)
  const error = (() => {
    try {
      safe.delete(7)
    } catch (thrown) {
      return thrown as InstanceType<typeof MismatchError>
    }
    return undefined
  })()
  expect(error).toBeInstanceOf(MismatchError)
  expect(error!.twin).toMatchObject({ depth: expect.any(Number), tables: expect.any(Array) })
})
