/** Tables filled and checked a chunk of keys at a time: a list of all keys would be counted and traced with the table. */
import type { Key } from '../common/rows.js'
import { type Factory, fail, type Table } from '../common/table.js'
import { makeKeys } from '../data/keys.js'
import { mix } from '../data/mix.js'

interface Source {
  key: Key
  seed: number
}

const CHUNK = 10_000

const valueAt = (i: number) => mix(i) & 0xf_ffff

const forEachKey = ({ key, seed }: Source, from: number, to: number, use: (key: any, i: number) => void) => {
  for (let start = from; start < to; start += CHUNK) {
    const end = Math.min(to, start + CHUNK)
    const keys = makeKeys(key, start, end, seed, 'random')
    for (let i = start; i < end; i++) use(keys[i - start], i)
  }
}

export const insert = (source: Source, table: Table<any, any>, from: number, to: number) =>
  forEachKey(source, from, to, (key, i) => table.set(key, valueAt(i)))

export const verify = (source: Source, table: Table<any, any>, n: number) => {
  if (table.size !== n) fail(`size ${table.size}, not ${n}`)
  forEachKey(source, 0, n, (key, i) => {
    if (table.get(key) !== valueAt(i)) fail(`key ${i}`)
  })
}

/** A small table that is filled and checked: compiles the loops. */
export const warmUp = (source: Source, factory: Factory) => {
  const small = factory.create()
  insert(source, small, 0, 4 * CHUNK)
  verify(source, small, 4 * CHUNK)
  return small
}
