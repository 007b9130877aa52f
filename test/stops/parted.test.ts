// Calls for many keys that are divided by bucket range, stopped here and there: each key is done or not.

import { expect, test } from 'vitest'
import { bodiesOf, StopEngine } from './engine.js'
import { KINDS, type Kind } from './kinds.js'
import type { Operation } from './operations.js'
import { expectWhole } from './report.js'
import type { State } from './states.js'
import { put, type Subject, subjectOf } from './subject.js'
import { isThorough, Sweep } from './sweep.js'

/** Chunks are divided from so many buckets on, as a power of 2. */
const BITS = 10
/** As many as must be there for so many to be inserted in one chunk. */
const ENTRIES = 18_000
const KEYS = 17_000
const PLACES = isThorough ? 200 : 4

const engine = new StopEngine('simd', 128)
engine.exports.partitionFrom!(BITS)

const STATE: State = {
  name: 'a large table',
  prepare: kind => {
    const subject = put(subjectOf(kind), ENTRIES)
    const { table } = bodiesOf(subject.map)[0]!
    expect(engine.exports.partitionKeys!(table as number, KEYS, 1)).toBe(KEYS)
    return subject
  },
}

/** Some that are there and some that are not, by turns. */
function keysFor({ kind, key }: Subject): any {
  const keys = new kind.Column!(KEYS)
  for (let i = 0; i < KEYS; i++) keys[i] = key(i % 3 === 0 ? 30_000 + i : i)
  return keys
}

const valuesFor = ({ kind }: Subject) => {
  const Column = kind.values === 'int32' ? Int32Array : BigInt64Array
  return (Column as any).from({ length: KEYS }, (_: unknown, i: number) => kind.value(50_000 + i))
}

const OPERATIONS: readonly Operation[] = [
  {
    name: 'setMany',
    isMany: true,
    fits: kind => !kind.isSet,
    run: subject => void subject.map.setMany(keysFor(subject), valuesFor(subject)),
    apply: (model, subject) => {
      const values = valuesFor(subject)
      for (const [i, key] of keysFor(subject).entries()) model.set(key, values[i])
    },
  },
  {
    name: 'addMany',
    isMany: true,
    fits: kind => kind.isSet,
    run: subject => void subject.map.addMany(keysFor(subject)),
    apply: (model, subject) => {
      for (const key of keysFor(subject)) model.set(key, true)
    },
  },
  {
    name: 'deleteMany',
    isMany: true,
    run: subject => subject.map.deleteMany(keysFor(subject)),
    apply: (model, subject) => Array.from(keysFor(subject)).filter(key => model.delete(key)).length,
  },
  {
    name: 'getMany',
    fits: kind => !kind.isSet,
    run: subject => subject.map.getMany(keysFor(subject), undefined, subject.kind.value(60)),
    apply: (model, subject) => Array.from(keysFor(subject), key => model.get(key) ?? subject.kind.value(60)),
  },
  {
    name: 'incrementMany',
    isMany: true,
    fits: kind => !kind.isSet,
    run: subject => void subject.map.incrementMany(grown(subject)),
    apply: (model, subject) => {
      const by: any = subject.kind.values === 'int32' ? 1 : 1n
      for (const key of grown(subject)) model.set(key, (model.get(key) ?? by - by) + by)
    },
  },
]

/** Without the keys whose values are at a limit. */
const grown = (subject: Subject) => keysFor(subject).filter((_: unknown, i: number) => i > 10)

const kindsOf = (list: readonly Kind[], names: string[]) => list.filter(kind => names.includes(kind.values ?? 'set'))

test.each([
  ['Int32', kindsOf(KINDS.int32, ['int32', 'set'])],
  ['BigInt64', kindsOf(KINDS.bigint64, ['bigint64'])],
])('%s', (_, kinds) => {
  const sweep = new Sweep(engine)
  for (const kind of kinds) {
    for (const operation of OPERATIONS) {
      if (operation.fits?.(kind) ?? true) sweep.run({ kind, state: STATE, operation }, PLACES)
    }
  }
  expectWhole(sweep, PLACES * kinds.length)
})
