// What the explorer says about a table, held against the table.

import { describe, expect, test } from 'vitest'
import { arraysOf, entriesIn } from '../../site/model/arrays.js'
import type { Mode, Source } from '../../site/model/feed.js'
import { fingerprint } from '../../site/model/fingerprint.js'
import { loadLimit, type Trigger } from '../../site/model/growth.js'
import type { Key } from '../../site/model/keys.js'
import { Session } from '../../site/model/session.js'
import { walkOf } from '../../site/model/walk.js'
import { bodyOf } from '../../src/body/door.js'
import type { BucketTable } from '../../src/spaces/reference/buckets/table.js'
import { probesOf } from '../adversarial/probes.js'
import { group, newSession, SWISS, TWIN } from './oracle.js'
import { play, RUNS } from './runs.js'

test.each(RUNS)('$keys, $source, $mode: the builds agree after every operation', ({ keys, source, mode }) => {
  const session = newSession(7n, 0, keys)
  play(session, source, mode, () => expect(new Set(session.fingerprints()).size).toBe(1))
})

test('another layout that answers differently is noticed', () => {
  const wrong = { id: 'wrong', make: (options: any) => Object.assign(SWISS.make(options), { delete: () => false }) }
  const session = new Session([TWIN], wrong, { keys: 'int32', seed: 1n, capacity: 0 })
  session.apply({ kind: 'set', key: 1, value: 2 })
  expect(() => session.apply({ kind: 'delete', key: 1 })).toThrow('wrong answered false, twin answered true')
})

test('a build that answers differently is noticed', () => {
  const wrong = { id: 'wrong', make: (options: any) => Object.assign(TWIN.make(options), { get: () => -1 }) }
  const session = new Session([TWIN, wrong], SWISS, { keys: 'int32', seed: 1n, capacity: 0 })
  session.apply({ kind: 'set', key: 1, value: 2 })
  expect(() => session.apply({ kind: 'get', key: 1 })).toThrow('wrong answered -1, twin answered 2')
})

test('fingerprints differ with keys, values, places, seeds', () => {
  const of = (seed: bigint, entries: [number, number][]) => {
    const table = TWIN.make({ keys: 'int32', seed, capacity: 0 })
    for (const [key, value] of entries) table.set(key, value)
    return fingerprint(table.inspect())
  }
  const prints = [of(1n, []), of(1n, [[1, 1]]), of(1n, [[1, 2]]), of(1n, [[2, 1]]), of(2n, [[1, 1]])]
  prints.push(
    of(1n, [
      [1, 1],
      [2, 2],
    ]),
    of(1n, [
      [2, 2],
      [1, 1],
    ]),
  )
  expect(new Set(prints).size).toBe(prints.length)
})

/** The growth that a `set` will start, from what the twin knows before it. */
function foretold(table: any, key: Key): Trigger | undefined {
  const body = bodyOf(table, 'foretold')
  const t = body.table as BucketTable
  if (!body.hasTable || !t.allocated || table.get(key) !== undefined) return undefined
  if (t.growing && t.nevacuate + 2 <= t.oldmask) return undefined
  if (!t.growing && t.limit === 0) return 'overflow'
  return t.count >= loadLimit(t.B) ? 'load' : undefined
}

/** Runs operations and expects each growth that is told, or none, to be the one foretold. Counts them. */
function expectTriggers(source: Source, mode: Mode, seed: bigint, n: number, seen: Record<Trigger, number>): void {
  let table: any
  const make = (options: any) => (table = TWIN.make(options))
  const session = new Session([{ id: 'twin', make }], SWISS, { keys: 'int32', seed, capacity: 0 })
  for (let i = 0; i < n; i++) {
    const operation = session.feed.next(source, i < 50 ? 'insert' : mode, session.roster, session.words, i)
    const expected = operation.kind === 'set' ? foretold(table, operation.key) : undefined
    const { growth } = session.apply(operation)
    if (growth?.trigger !== expected) expect.fail(`${source}, ${mode}, ${i}: ${growth?.trigger}, not ${expected}`)
    if (expected !== undefined) seen[expected]++
  }
}

test('the trigger of every growth is told', () => {
  const seen = { load: 0, overflow: 0 }
  for (const { source, mode } of RUNS.slice(0, 16))
    expectTriggers(source, mode, 3n, source === 'twins' ? 150 : 600, seen)
  for (let seed = 1n; seed <= 6n; seed++) expectTriggers('random', 'replace', seed, 6000, seen)
  expect(seen.load).toBeGreaterThan(50)
  expect(seen.overflow).toBeGreaterThan(5)
})

test.each(RUNS)('$keys, $source, $mode: the arrays hold every entry once', ({ keys, source, mode }) => {
  const session = newSession(11n, 0, keys)
  play(session, source, mode, () => {
    const snapshot = session.snapshot()
    const { old = [], main } = arraysOf(snapshot)
    const inUse = [...old, ...main].filter(cell => cell.state === 'old' || cell.state === 'live')
    expect(inUse.reduce((n, cell) => n + entriesIn(cell.buckets), 0)).toBe(session.stats.size)
    expect(main).toHaveLength(session.stats.buckets)
    expect(old.filter(cell => cell.state === 'evacuated')).toHaveLength(session.stats.evacuated)
  })
})

describe('the walk', () => {
  test.each(RUNS)('$keys, $source, $mode: finds what the table finds, where it stands', ({ keys, source, mode }) => {
    const session = newSession(5n, 0, keys)
    const asked = (): Key[] => [
      session.roster.size > 0 ? session.roster.at(session.operations % session.roster.size) : session.keys.inOrder(3),
      session.keys.random(1e6 + session.operations),
    ]
    let grew = 0
    play(session, source, mode, () => {
      const snapshot = session.snapshot()
      if (snapshot.stats.growing) grew++
      for (const key of asked()) {
        const walk = walkOf(snapshot, key, group)
        const value = session.apply({ kind: 'get', key }).result
        expect(walk.place !== undefined).toBe(value !== undefined)
        const result = walk.steps.at(-1)!
        expect(result).toMatchObject({ kind: 'result', key, value })
        if (!snapshot.stats.growing && snapshot.stats.buckets > 0) {
          const { buckets, matches } = probesOf(snapshot.inspection, snapshot.keys.hash(snapshot.words, key), key)
          expect(walk.probes).toEqual({ buckets, compares: matches })
        }
        if (walk.place === undefined) continue
        const { index, link, slot, isOld } = walk.place
        const { old, main } = arraysOf(snapshot)
        const cell = (isOld ? old! : main)[index]!
        expect(cell.state).toBe(isOld ? 'old' : 'live')
        expect(cell.buckets[link]!.slots[slot]).toMatchObject({ key, value })
      }
    })
    // Of hostile keys there are fewer.
    if (mode === 'insert') expect(grew).toBeGreaterThan(source === 'random' || source === 'sequential' ? 10 : 3)
  })

  test('in a growing table says which array the key is in', () => {
    const session = newSession(1n)
    while (!(session.stats.growing && session.stats.buckets === 32)) session.step('random', 'insert')
    const kinds = new Set<boolean>()
    for (let i = 0; i < session.roster.size; i++) {
      const walk = walkOf(session.snapshot(), session.roster.at(i), group)
      const step = walk.steps[1]!
      if (step.kind !== 'bucket' || step.choice === undefined) throw new Error('no choice was told')
      kinds.add(step.choice.isOld)
      expect(step.choice.isOld).toBe(step.choice.oldIndex >= session.stats.evacuated)
      expect(walk.place).toBeDefined()
    }
    expect([...kinds].sort()).toEqual([false, true])
  })

  test('of keys with one tophash compares them all', () => {
    const session = newSession(1n)
    for (let i = 0; i < 20; i++) session.step('twins', 'insert')
    const walk = walkOf(session.snapshot(), session.roster.at(19), group)
    expect(walk.probes).toEqual({ buckets: 3, compares: 20 })
    expect(walk.steps.filter(step => step.kind === 'follow')).toHaveLength(2)
  })
})

test('hostile keys share a bucket, and lose that when the table empties', () => {
  const session = newSession(9n)
  for (let i = 0; i < 40; i++) session.step('hostile', 'insert')
  const filled = () => session.snapshot().inspection.chains.filter(chain => entriesIn(chain.buckets) > 0)
  expect(filled().length).toBeLessThan(3)
  const keys = Array.from({ length: session.roster.size }, (_, i) => session.roster.at(i))
  for (const key of keys) session.apply({ kind: 'delete', key })
  for (const key of keys) session.apply({ kind: 'set', key, value: 1 })
  expect(filled().length).toBeGreaterThan(4)
})
