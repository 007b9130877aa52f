// Arguments that must throw before anything changes.

import { KEYS, VALUES } from '../../contract/classes.js'
import { kindOf } from '../keys.js'
import { mismatch, showValue } from '../oracle.js'
import type { Subject } from '../subject.js'
import { type Definitions, isFamine, type Run, thrownBy } from './command.js'

type Call = [name: string, call: () => unknown]

/** Keys of other types, out of range, of a wrong length. */
function wrongKeys(s: Subject): readonly unknown[] {
  if (s.isHash) return []
  const { name } = kindOf(s.setup.keys)
  const refused = KEYS.find(({ kind }) => kind === name)!.refused.map(({ value }) => value)
  return s.keyLength > 0 ? [...refused, new Uint8Array(s.keyLength - 1), new Uint8Array(0)] : refused
}

function wrongValues(s: Subject): readonly unknown[] {
  return VALUES.find(({ values }) => values === s.setup.values)?.refused.map(({ value }) => value) ?? []
}

function callsWithKey(s: Subject, key: any, value: any): Call[] {
  const { map } = s
  if (s.isSet) return [['add', () => map.add(key)]]
  return [
    ['set', () => map.set(key, value)],
    ['getOrInsert', () => map.getOrInsert(key, value)],
    ['getOrInsertComputed', () => map.getOrInsertComputed(key, () => value)],
    ['increment', () => map.increment(key, value)],
  ]
}

function callsWithValue(s: Subject, key: any, isThere: boolean, value: any): Call[] {
  const { map } = s
  const inserts: Call[] = [
    ['getOrInsert', () => map.getOrInsert(key, value)],
    ['getOrInsertComputed', () => map.getOrInsertComputed(key, () => value)],
  ]
  return [
    ['set', () => map.set(key, value)],
    ...(isThere ? [] : inserts),
    ...(value === undefined ? [] : ([['increment', () => map.increment(key, value)]] as Call[])),
    ['incrementMany', () => map.incrementMany([key, key], value === undefined ? null : [value, value])],
    ['setMany', () => map.setMany([key], [value])],
  ]
}

/** Wrong whatever the class. */
function otherCalls(s: Subject, key: any): Call[] {
  const { map } = s
  const common: Call[] = [
    ['deleteMany', () => map.deleteMany(5)],
    ['hasMany', () => map.hasMany([key], new Uint8Array(0))],
    ['hasMany', () => map.hasMany([key], [])],
    ['reserve', () => map.reserve(-1)],
    ['reserve', () => map.reserve(2 ** 29 + 1)],
    ['reserve', () => map.reserve('1')],
    ['deleteWhere', () => map.deleteWhere(1)],
    ['forEach', () => map.forEach({})],
    ['assign', () => map.assign(5)],
    ['constructor', () => s.create({ capacity: -1 })],
    ['constructor', () => s.create({ unknown: 1 })],
    ['constructor', () => s.create({ seed: 1 })],
  ]
  if (s.isSet) {
    const names = ['union', 'intersection', 'difference', 'symmetricDifference', 'isSubsetOf', 'isDisjointFrom']
    return [
      ...common,
      ['addMany', () => map.addMany(null)],
      ...names.map((name): Call => [name, () => map[name]([key])]),
    ]
  }
  return [
    ...common,
    ['setMany', () => map.setMany([key], [])],
    ['setMany', () => map.setMany({ length: 1.5, 0: key }, [s.value(1)])],
    ['getMany', () => map.getMany([key], new DataView(new ArrayBuffer(8)))],
    ['getOrInsertComputed', () => map.getOrInsertComputed(key, undefined)],
    ['assign', () => map.assign([1])],
    ...(s.setup.values === 'any' ? ([['increment', () => map.increment(key, 1)]] as Call[]) : []),
  ]
}

function packedCalls(s: Subject): Call[] {
  const { bytes, texts } = s.list
  const { buffer } = bytes ?? texts ?? {}
  if (buffer === undefined) return []
  const { map } = s
  const many = (keys: any) => (s.isSet ? map.addMany(keys) : map.setMany(keys, [s.value(0)]))
  const range = (...args: any[]) => (s.isSet ? map.addRange(...args) : map.setRange(...args, s.value(0)))
  const calls: Call[] = [
    ['packed', () => many({ bytes: buffer, offsets: Int32Array.of(2, 1) })],
    ['packed', () => many({ bytes: buffer, offsets: Uint32Array.of(0, buffer.length + 1) })],
    ['packed', () => many({ bytes: buffer, offsets: [0, 1] })],
    ['packed', () => many({ bytes: buffer, offsets: Int32Array.of(1), ends: Int32Array.of(0) })],
  ]
  if (bytes === undefined) return calls
  return [
    ...calls,
    ['range', () => range(buffer, 1, 0)],
    ['range', () => range(buffer, -1, 1)],
    ['range', () => range(buffer, 0, buffer.length + 1)],
    ['range', () => range([1], 0, 1)],
    ['range', () => range(buffer, 0.5, 1)],
  ]
}

/** Calls that must throw: one of each sort that there is. */
function* calls(s: Subject, i: number, j: number): Generator<Call> {
  const at = s.at(i)
  const pick = <T>(list: readonly T[]): T => list[j % list.length]!
  const keys = wrongKeys(s)
  if (keys.length > 0) yield* callsWithKey(s, pick(keys), s.value(1))
  const values = wrongValues(s)
  if (values.length > 0) yield* callsWithValue(s, s.keys[at], s.oracle.has(s.ids[at]), pick(values))
  yield pick(otherCalls(s, s.keys[at]))
  const packed = packedCalls(s)
  if (packed.length > 0) yield pick(packed)
}

const wrong: Run = (s, i, j) => {
  let n = 0
  for (const [name, call] of calls(s, i, j)) {
    n++
    const error = thrownBy(call)
    const isRight = error instanceof TypeError || error instanceof RangeError
    if (!isRight) mismatch(`${name} with a wrong argument (${j}) threw ${error}`)
    if (!s.isHungry && error.message.endsWith('out of memory')) mismatch(`${name} said out of memory`)
    s.compareSize(name)
  }
  s.compare(s.at(i))
  return n
}

/** What reading methods answer for a key that the class cannot hold. */
const absent: Run = (s, _, j) => {
  const keys = wrongKeys(s)
  if (keys.length === 0) return 0
  const key: any = keys[j % keys.length]
  const said = (answer: unknown) => mismatch(`a key that cannot be there, ${showValue(key)}: ${showValue(answer)}`)
  if (s.map.has(key) !== false) said(true)
  if (s.map.delete(key) !== false) said(true)
  if (s.map.hasMany([key])[0] !== 0) said(1)
  if (s.map.deleteMany([key]) !== 0) said(1)
  if (s.isSet) return 4
  if (s.map.get(key) !== undefined) said(s.map.get(key))
  if (s.map.getOr(key, 5) !== 5) said(s.map.getOr(key, 5))
  return 6
}

/** Methods taken from one object and called on others. */
const receiver: Run = (s, _, j) => {
  const names = ['has', 'delete', 'clear', 'clone', 'entries', 'hasMany', 'shrink', s.isSet ? 'add' : 'set']
  const name = names[j % names.length]!
  for (const other of [{}, new Map(), undefined, Object.create(s.map)]) {
    const error = thrownBy(() => s.map[name].call(other, s.keys[0], s.value(0)))
    if (!(error instanceof TypeError) || isFamine(s, error)) mismatch(`${name} called on another object: ${error}`)
  }
  return 4
}

export const WRONG: Definitions = {
  wrong: { run: wrong, weight: 3 },
  absent: { run: absent, weight: 1, isFor: s => !s.isHash },
  receiver: { run: receiver, weight: 1 },
}
