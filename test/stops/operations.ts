// What is stopped: each operation on a map or set, and the same on a model.

import { scalarOf, VALUE_KINDS } from '../../src/kinds/index.js'
import { VALUE_ARRAYS } from '../columns.js'
import { KeyMap } from '../ids.js'
import { sum } from '../model/kinds.js'
import type { Kind } from './kinds.js'
import { entriesOf, type Subject, same } from './subject.js'

export interface Operation {
  name: string
  /** Whether it is many operations, of which each is done or not. */
  isMany?: boolean
  /** Whether the map cannot be used afterwards. */
  ends?: boolean
  fits?(kind: Kind): boolean
  run(subject: Subject): unknown
  /** Returns what `run` is to return; undefined if that does not matter. */
  apply(model: KeyMap<any>, subject: Subject): unknown
}

/** Keys that have not been in any map. */
const NEW = 3000
/** What an operation on many keys takes. */
const MANY = 40

const isMap = (kind: Kind) => !kind.isSet
const isNumeric = (kind: Kind) => !kind.isSet && kind.values !== 'any'
const isMixed = (kind: Kind) => kind.name.startsWith('Hash')
const one = (kind: Kind): any => (kind.values!.startsWith('big') ? 1n : 1)

/** The key in the middle of those that were there before, or one that never was. */
function oldKey({ model, key }: Subject): any {
  const keys = [...model.keys()]
  return keys.length === 0 ? key(NEW + 1) : keys[keys.length >> 1]
}
const firstKey = ({ model, key }: Subject) => [...model.keys()][0] ?? key(NEW + 1)
const lastKey = ({ model, key }: Subject) => [...model.keys()].at(-1) ?? key(NEW + 1)

/** Some that are there, and as many that are not. */
function someKeys({ model, key, kind }: Subject): any {
  const old = [...model.keys()].filter((_, i) => i % 2 === 0).slice(0, MANY / 2)
  const fresh = Array.from({ length: MANY - old.length }, (_, i) => key(NEW + 10 + i))
  const keys = old.flatMap((k, i) => [k, fresh[i]]).concat(fresh.slice(old.length))
  if (kind.Column === undefined) return keys
  const column = new kind.Column(keys.length)
  for (const [i, k] of keys.entries()) column[i] = k
  return column
}

const someValues = ({ kind }: Subject) => Array.from({ length: MANY }, (_, i) => kind.value(100 + i))

/** Values in an array of their own type. */
function valueColumn(subject: Subject): any {
  const values = someValues(subject)
  return (VALUE_ARRAYS[subject.kind.values!] ?? Array).from(values)
}

const set = (name: string, keyOf: (subject: Subject) => any, value: (kind: Kind) => any): Operation => ({
  name,
  run: subject => {
    if (subject.kind.isSet) subject.map.add(keyOf(subject))
    else subject.map.set(keyOf(subject), value(subject.kind))
  },
  apply: (model, subject) => void model.set(keyOf(subject), value(subject.kind)),
})

const remove = (name: string, keyOf: (subject: Subject) => any): Operation => ({
  name,
  run: subject => subject.map.delete(keyOf(subject)),
  apply: (model, subject) => model.delete(keyOf(subject)),
})

/** A value that is taken for "missing" on the way back. */
function likeMissing(kind: Kind): any {
  if (kind.values === undefined) return true
  const scalar = scalarOf(VALUE_KINDS.indexOf(kind.values))
  const special = Array.from({ length: 8 }, (_, i) => kind.value(i))
  return special.find(value => scalar?.isMissing(value) ?? value === undefined)
}

const newKey = ({ key }: Subject) => key(NEW)
const ofAnotherValue = (kind: Kind) => kind.value(1234)

function increment(name: string, keyOf: (subject: Subject) => any): Operation {
  return {
    name,
    fits: isNumeric,
    run: subject => {
      try {
        return subject.map.increment(keyOf(subject))
      } catch (error) {
        if (/out of the range/.test(String(error))) return 'out of range'
        throw error
      }
    },
    apply: (model, subject) => {
      const { kind } = subject
      const by = one(kind)
      const result = sum(kind.values!, model.get(keyOf(subject)) ?? by - by, by)
      if (result === undefined) return 'out of range'
      model.set(keyOf(subject), result)
      return result
    },
  }
}

const SINGLES: readonly Operation[] = [
  set('insert', newKey, ofAnotherValue),
  set('insert what looks like "missing"', newKey, likeMissing),
  set('update', oldKey, ofAnotherValue),
  set('update to what looks like "missing"', oldKey, likeMissing),
  remove('delete in the middle', oldKey),
  remove('delete the first', firstKey),
  remove('delete the last', lastKey),
  remove('delete what is not there', newKey),
  increment('increment', oldKey),
  increment('increment what is not there', newKey),
  {
    name: 'getOrInsert',
    fits: isMap,
    run: subject => subject.map.getOrInsert(newKey(subject), subject.kind.value(7)),
    apply: (model, subject) => {
      if (!model.has(newKey(subject))) model.set(newKey(subject), subject.kind.value(7))
      return model.get(newKey(subject))
    },
  },
  {
    name: 'get and has',
    run: subject => [subject.map.has(oldKey(subject)), subject.kind.isSet || subject.map.get(oldKey(subject))],
    apply: (model, subject) => [model.has(oldKey(subject)), subject.kind.isSet || model.get(oldKey(subject))],
  },
]

const WHOLE: readonly Operation[] = [
  { name: 'clear', run: subject => subject.map.clear(), apply: model => model.clear() },
  { name: 'shrink', fits: kind => !isMixed(kind), run: subject => subject.map.shrink(), apply: () => undefined },
  { name: 'reserve', fits: kind => !isMixed(kind), run: subject => subject.map.reserve(200), apply: () => undefined },
  {
    name: 'reserve a little',
    fits: kind => !isMixed(kind),
    run: subject => subject.map.reserve(9),
    apply: () => undefined,
  },
  { name: 'dispose', ends: true, run: subject => subject.map[Symbol.dispose](), apply: () => undefined },
  {
    name: 'clone',
    run: subject => {
      const copy = subject.map.clone()
      subject.others.push(copy)
      return entriesOf(subject.kind, copy)
    },
    apply: model => new KeyMap(model),
  },
]

const WALKS: readonly Operation[] = [
  {
    name: 'iterate',
    run: subject => entriesOf(subject.kind, subject.map),
    apply: model => new KeyMap(model),
  },
  {
    name: 'forEach',
    run: subject => {
      const found = new KeyMap<any>()
      subject.map.forEach((value: any, key: any) => void found.set(key, subject.kind.isSet || value))
      return found
    },
    apply: model => new KeyMap(model),
  },
  {
    name: 'write while iterating',
    isMany: true,
    run: subject => {
      let i = 0
      const walk = subject.map.keys()
      for (const key of walk) {
        if (i++ % 3 === 0) subject.map.delete(key)
        if (i > 30) break
      }
      return undefined
    },
    // In no order: whatever was deleted is said to have been.
    apply: model => {
      for (const [key, value] of [...model]) {
        model.delete(key)
        model.set(key, value)
      }
      return undefined
    },
  },
  {
    name: 'deleteWhere',
    isMany: true,
    run: subject => {
      const kept = keptKeys(subject)
      return subject.map.deleteWhere((a: any, b: any) => !kept.has(subject.kind.isSet ? a : b))
    },
    apply: (model, subject) => {
      const kept = keptKeys(subject)
      const gone = [...model.keys()].filter(key => !kept.has(key))
      for (const key of gone) model.delete(key)
      return gone.length
    },
  },
  {
    name: 'equals',
    run: subject => subject.map.equals(subject.kind.isSet ? new Set(subject.model.keys()) : subject.model),
    apply: (model, subject) => (subject.kind.isSet ? undefined : same(model, subject.model) || undefined),
  },
]

/** Every second entry. */
function keptKeys({ model }: Subject): KeyMap<any> {
  return new KeyMap([...model].filter((_, i) => i % 2 === 0))
}

function setAll(model: KeyMap<any>, subject: Subject): undefined {
  const values = someValues(subject)
  for (const [i, key] of Array.from(someKeys(subject)).entries()) model.set(key, subject.kind.isSet || values[i])
}

const MANY_KEYS: readonly Operation[] = [
  {
    name: 'setMany',
    isMany: true,
    fits: isMap,
    run: subject => void subject.map.setMany(someKeys(subject), valueColumn(subject)),
    apply: setAll,
  },
  {
    name: 'addMany',
    isMany: true,
    fits: kind => kind.isSet,
    run: subject => void subject.map.addMany(someKeys(subject)),
    apply: setAll,
  },
  {
    name: 'assign',
    isMany: true,
    run: subject => {
      const values = someValues(subject)
      const keys = Array.from(someKeys(subject))
      subject.map.assign(subject.kind.isSet ? keys : keys.map((key, i) => [key, values[i]]))
    },
    apply: setAll,
  },
  {
    name: 'deleteMany',
    isMany: true,
    run: subject => subject.map.deleteMany(someKeys(subject)),
    apply: (model, subject) => Array.from(someKeys(subject)).filter(key => model.delete(key)).length,
  },
  {
    name: 'hasMany',
    run: subject => subject.map.hasMany(someKeys(subject)),
    apply: (model, subject) => Array.from(someKeys(subject), key => (model.has(key) ? 1 : 0)),
  },
  {
    name: 'getMany',
    fits: isMap,
    run: subject => subject.map.getMany(someKeys(subject), undefined, subject.kind.value(9)),
    apply: (model, subject) =>
      Array.from(someKeys(subject), key => (model.has(key) ? model.get(key) : subject.kind.value(9))),
  },
  {
    name: 'incrementMany',
    isMany: true,
    fits: isNumeric,
    run: subject => {
      const keys = countable(subject)
      subject.map.incrementMany(keys)
      subject.map.incrementMany(keys)
    },
    apply: (model, subject) => {
      const { kind } = subject
      const by = one(kind)
      for (let round = 0; round < 2; round++) {
        for (const key of Array.from(countable(subject))) {
          model.set(key, sum(kind.values!, model.get(key) ?? by - by, by))
        }
      }
    },
  },
]

/** Keys whose values have room above them, some of them twice. */
function countable(subject: Subject): any {
  const { kind, model } = subject
  const much: any = kind.values!.startsWith('big') ? 1000n : 1000
  const fits = (key: any) => !model.has(key) || sum(kind.values!, model.get(key), much) !== undefined
  const keys = someKeys(subject)
  const list = Array.from(keys).filter(fits)
  const twice = [...list, ...list.slice(0, 5)]
  return kind.Column === undefined ? twice : (kind.Column as any).from(twice)
}

/** Another set: of some that are there, and some that are not. */
const otherSet = (subject: Subject) => new KeyMap(Array.from(someKeys(subject), (key): [any, boolean] => [key, true]))

/** Of a set: an operation that makes another one, of the keys that it is to have. */
function making(
  name: string,
  make: (subject: Subject) => any,
  keysOf: (model: KeyMap<any>, other: KeyMap<any>) => any[],
): Operation {
  return {
    name,
    fits: kind => kind.isSet,
    run: subject => {
      const made = make(subject)
      subject.others.push(made)
      return entriesOf(subject.kind, made)
    },
    apply: (model, subject) => new KeyMap(keysOf(model, otherSet(subject)).map((key): [any, boolean] => [key, true])),
  }
}

/** Those of sets that make another one. */
export const MAKERS: readonly Operation[] = [
  making(
    'new, of an iterable',
    subject => subject.kind.from([...otherSet(subject).keys()]),
    (_, other) => [...other.keys()],
  ),
  making(
    'union',
    subject => subject.map.union(otherSet(subject)),
    (model, other) => [...model.keys(), ...other.keys()],
  ),
  making(
    'intersection',
    subject => subject.map.intersection(otherSet(subject)),
    (model, other) => [...model.keys()].filter(key => other.has(key)),
  ),
  making(
    'symmetricDifference',
    subject => subject.map.symmetricDifference(otherSet(subject)),
    (model, other) => [
      ...[...model.keys()].filter(key => !other.has(key)),
      ...[...other.keys()].filter(key => !model.has(key)),
    ],
  ),
]

/** The operations of all kinds. */
export const OPERATIONS: readonly Operation[] = [...SINGLES, ...WHOLE, ...WALKS, ...MANY_KEYS]
