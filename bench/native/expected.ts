/** What every program must answer: its checksum, computed from the data alone. */
import type { Row } from '../common/rows.js'
import { ABSENT, makeKeys } from '../data/keys.js'
import { makePicks } from '../data/picks.js'
import { makeInt32Values } from '../data/values.js'
import { setNewEnd } from '../speed/writes.js'

type Pairs = Iterable<readonly [key: number, answer: number]>

const fold = (pairs: Pairs, sum = 0) => {
  for (const [key, answer] of pairs) {
    sum = (Math.imul(sum, 31) + key) | 0
    sum = (Math.imul(sum, 31) + answer) | 0
  }
  return sum
}

function* hits(n: number, seed: number): Pairs {
  const keys = makeKeys('int32', 0, n, seed, 'random') as Int32Array
  const values = makeInt32Values(n, seed)
  for (const i of makePicks(n, seed)) yield [keys[i]!, values[i]!]
}

function* misses(n: number, seed: number): Pairs {
  const count = makePicks(n, seed).length
  for (const key of makeKeys('int32', ABSENT, ABSENT + count, seed, 'random') as Int32Array) yield [key, 0]
}

function* entries(n: number, seed: number): Pairs {
  const keys = makeKeys('int32', 0, n, seed, 'random') as Int32Array
  const values = makeInt32Values(n, seed)
  for (let i = 0; i < n; i++) yield [keys[i]!, values[i]!]
}

/** The table's content, then its size. */
const whole = (n: number, seed: number) => (Math.imul(fold(entries(n, seed)), 31) + n) | 0

/** Unsigned, of the point of a row with n entries. */
export const expectedChecksum = ({ op, hit }: Row, n: number, seed: number) => {
  if (op === 'build') return whole(n, seed) >>> 0
  if (op === 'set-new') return whole(setNewEnd(n), seed) >>> 0
  return fold(hit === 'miss' ? misses(n, seed) : hits(n, seed)) >>> 0
}
