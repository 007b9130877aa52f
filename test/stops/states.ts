// The states that a map is stopped in.

import { expect } from 'vitest'
import { hasBuckets } from '../backend.js'
import { FULL_CHAIN } from '../contract/growing.js'
import { isRehashing } from '../figures.js'
import { KeyMap } from '../ids.js'
import { setWords, zeroWords } from '../internals.js'
import type { Kind } from './kinds.js'
import { drop, put, type Subject, subjectOf } from './subject.js'

export interface State {
  name: string
  fits?(kind: Kind): boolean
  prepare(kind: Kind): Subject
}

const isMixed = (kind: Kind) => kind.name.startsWith('Hash')
const isPlain = (kind: Kind) => !isMixed(kind)

/** Entries of a table of 2^B buckets from which on it grows. */
const limitOf = (B: number) => 6.5 * 2 ** B

function dropFirst(subject: Subject, n: number): Subject {
  for (const key of [...subject.model.keys()].slice(0, n)) drop(subject, key)
  return subject
}

/** All keys in one chain: the first one or, of a table of up to 64 buckets, the last. */
function crowd(kind: Kind, options: object, n: number, last = false): Subject {
  const subject = subjectOf(kind, options, crowdedKey(kind))
  const added = last ? HASHED_TO_THE_LAST : 0
  if (kind.hasBytes) zeroWords(subject.map, added)
  else setWords(subject.map, 0n, BigInt(added) << 32n, 0n)
  while (subject.model.size < n) put(subject, 1)
  return subject
}

/** Keys of one hash, all different: 8-byte scalars with a half of zeroes, short bytes, or what the kind says. */
function crowdedKey(kind: Kind): (i: number) => any {
  if (kind.name.includes('Bytes') && kind.hasRecords)
    return i => Uint8Array.of(i, i >> 8, 7, 9).subarray(0, 2 + (i % 3))
  if (kind.Column === undefined || kind.Column.BYTES_PER_ELEMENT === 4) return kind.crowded
  return i => (kind.Column === Float64Array ? i : BigInt(i))
}

/** What has a hash whose low 6 bits are set. */
const HASHED_TO_THE_LAST = 74

/** A table with another hash, to which the entries of one chain have still to be moved, or part of them were. */
function rehashing(kind: Kind, writes: number): Subject {
  const subject = crowd(kind, { capacity: 100 }, FULL_CHAIN + 1 + writes, true)
  expect(subject.map.stats()).toMatchObject({ rehashes: 1, growing: true })
  return subject
}

/** Deletes and inserts by turns until so many overflow buckets are linked that the table is repacked, or one round less. */
function churned(kind: Kind, less: 0 | 1): Subject {
  return churn(kind, roundsOf(kind) - less).subject
}

function churn(kind: Kind, most: number): { subject: Subject; rounds: number } {
  const subject = put(subjectOf(kind), limitOf(3) - 1)
  let rounds = 0
  for (; rounds < most; rounds++) {
    const stats = subject.map.stats()
    if (stats.growing) break
    drop(subject, [...subject.model.keys()][(rounds * 7) % subject.model.size])
    put(subject, 1)
  }
  return { subject, rounds }
}

const rounds = new Map<string, number>()

function roundsOf(kind: Kind): number {
  let found = rounds.get(kind.name)
  if (found === undefined) {
    const { subject, rounds: n } = churn(kind, 5000)
    const { growing, B } = subject.map.stats()
    expect({ growing, B }).toEqual({ growing: true, B: 3 })
    found = n
    rounds.set(kind.name, found)
  }
  return found
}

/** A table that is about to double where it is, or does: what was behind its array is free. */
function inPlace(kind: Kind, n: number): Subject {
  const subject = put(subjectOf(kind), limitOf(2))
  const wedge = kind.create({ capacity: 400 })
  if (kind.isSet) wedge.add(kind.key(0))
  else wedge.set(kind.key(0), kind.value(0))
  put(subject, 1)
  wedge[Symbol.dispose]()
  subject.others.push(wedge)
  return put(subject, n - subject.next)
}

/** Strings or bytes of `n` each. */
function sized(kind: Kind, n: number): (i: number) => any {
  return i => {
    const text = `${i}`.padEnd(n, '.')
    return kind.name.includes('String') ? text : new TextEncoder().encode(text)
  }
}

/** A map with much garbage in its arena: the cleaner is at work with each insert. */
function littered(kind: Kind, inserts: number): Subject {
  const subject = put(subjectOf(kind, undefined, sized(kind, 40)), 60)
  return put(dropFirst(subject, 40), inserts)
}

/** Entries of a table of so many groups from which on it grows; of the greatest, from which on it splits. */
const tableLimitOf = (groups: number) => Math.floor((groups * 7 * 13) / 16)
const splitLimitOf = (kind: Kind) => tableLimitOf(kind.hasBytes ? 32 : 256)

/** Deletions in groups that keys went on from have given nothing back: the next new key tidies the table up. */
function untidy(kind: Kind): Subject {
  const subject = crowd(kind, { capacity: tableLimitOf(4) }, 20)
  return put(dropFirst(subject, 12), 2)
}

/** Keys of one hash as many as chance allows: of the greatest probe sequence, or of a table that would split and split. */
function beforeRehash(kind: Kind, more = 0): Subject {
  return crowd(kind, { capacity: 300 }, (kind.hasBytes ? splitLimitOf(kind) : FULL_WAY) + more)
}

/** Keys that fill the groups of the longest probe sequence that chance makes. */
const FULL_WAY = 40 * 7

/** A map that is divided in two, of which the one with the new words has `writes` keys that came later. */
function movingOn(kind: Kind, writes: number): Subject {
  const subject = beforeRehash(kind, 1 + writes)
  expect(isRehashing(subject.map)).toBe(true)
  return subject
}

const lengths = new Map<string, number>()

/** After how many writes everything has moved. */
function movesOf(kind: Kind): number {
  let found = lengths.get(kind.name)
  if (found === undefined) {
    const subject = movingOn(kind, 0)
    for (found = 0; isRehashing(subject.map); found++) put(subject, 1)
    lengths.set(kind.name, found)
  }
  return found
}

const ANY_TABLES: readonly State[] = [
  { name: 'no table yet', prepare: kind => subjectOf(kind) },
  { name: 'one entry', prepare: kind => put(subjectOf(kind), 1) },
  { name: 'a few entries', prepare: kind => put(subjectOf(kind), 5) },
  { name: 'emptied', prepare: kind => dropFirst(put(subjectOf(kind), 6), 6) },
  { name: 'a long chain', fits: isPlain, prepare: kind => crowd(kind, { capacity: 26 }, 20) },
  { name: 'a full chain', fits: isPlain, prepare: kind => crowd(kind, { capacity: 26 }, 16) },
  { name: 'a long chain before a growth', fits: isPlain, prepare: kind => crowd(kind, { capacity: 26 }, 26) },
  { name: 'a long chain growing', fits: isPlain, prepare: kind => crowd(kind, { capacity: 26 }, 27) },
  { name: 'after deletions', prepare: kind => dropFirst(put(subjectOf(kind), 40), 30) },
  { name: 'room ahead', prepare: kind => put(subjectOf(kind, { capacity: 100 }), 30) },
  { name: 'before cleaning', fits: kind => kind.hasRecords && isPlain(kind), prepare: kind => littered(kind, 0) },
  { name: 'cleaning', fits: kind => kind.hasRecords && isPlain(kind), prepare: kind => littered(kind, 2) },
  { name: 'cleaning further on', fits: kind => kind.hasRecords && isPlain(kind), prepare: kind => littered(kind, 5) },
  {
    name: 'large records',
    fits: kind => kind.hasRecords && isPlain(kind),
    prepare: kind => put(subjectOf(kind, undefined, sized(kind, 5000)), 4),
  },
  {
    name: 'keys that are staged in blocks',
    fits: kind => kind.hasRecords && isPlain(kind),
    prepare: kind => put(subjectOf(kind, undefined, sized(kind, 9000)), 4),
  },
]

const BUCKETS: readonly State[] = [
  { name: 'before a rehash', fits: isPlain, prepare: kind => crowd(kind, { capacity: 100 }, FULL_CHAIN) },
  { name: 'before a rehash while growing', fits: isPlain, prepare: kind => crowd(kind, { capacity: 52 }, FULL_CHAIN) },
  { name: 'rehashing', fits: isPlain, prepare: kind => rehashing(kind, 0) },
  { name: 'before the last step of a rehash', fits: isPlain, prepare: kind => rehashing(kind, 6) },
  { name: 'first bucket full', prepare: kind => put(subjectOf(kind), 8) },
  { name: 'before a growth', prepare: kind => put(subjectOf(kind), limitOf(3)) },
  { name: 'growing', prepare: kind => put(subjectOf(kind), limitOf(3) + 1) },
  { name: 'in the middle of a growth', prepare: kind => put(subjectOf(kind), limitOf(4) + 4) },
  { name: 'before the last step of a growth', prepare: kind => put(subjectOf(kind), limitOf(3) + 3) },
  { name: 'before a growth in place', fits: isPlain, prepare: kind => inPlace(kind, limitOf(3)) },
  { name: 'growing in place', fits: isPlain, prepare: kind => inPlace(kind, limitOf(3) + 1) },
  { name: 'before the last step in place', fits: isPlain, prepare: kind => inPlace(kind, limitOf(3) + 3) },
  { name: 'before a repacking', fits: isPlain, prepare: kind => churned(kind, 1) },
  { name: 'repacking', fits: isPlain, prepare: kind => churned(kind, 0) },
]

const GROUPS: readonly State[] = [
  { name: 'first group full', prepare: kind => put(subjectOf(kind), 7) },
  { name: 'before a growth', prepare: kind => put(subjectOf(kind), tableLimitOf(4)) },
  { name: 'grown', prepare: kind => put(subjectOf(kind), tableLimitOf(8) + 1) },
  { name: 'before it is tidied up', fits: isPlain, prepare: untidy },
  {
    name: 'before its first space',
    fits: kind => kind.hasBytes,
    prepare: kind => put(subjectOf(kind), tableLimitOf(16)),
  },
  { name: 'before a split', fits: isPlain, prepare: kind => put(subjectOf(kind), splitLimitOf(kind)) },
  { name: 'split', fits: kind => kind.hasBytes, prepare: kind => put(subjectOf(kind), splitLimitOf(kind) + 1) },
  { name: 'before a rehash', fits: isPlain, prepare: kind => beforeRehash(kind) },
  { name: 'rehashing', fits: isPlain, prepare: kind => movingOn(kind, 0) },
  { name: 'before the last step of a rehash', fits: isPlain, prepare: kind => movingOn(kind, movesOf(kind) - 2) },
  { name: 'split often', fits: kind => kind.hasBytes, prepare: kind => put(subjectOf(kind), 700) },
]

export const STATES: readonly State[] = [...ANY_TABLES, ...(hasBuckets ? BUCKETS : GROUPS)]

/** A copy of a subject's model that can be written to. */
export function copied({ model }: Subject): KeyMap<any> {
  return new KeyMap(model)
}
