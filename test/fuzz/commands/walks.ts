// Live iterators, kept across whatever happens meanwhile.

import { mismatch, Visits } from '../oracle.js'
import type { Live, Subject } from '../subject.js'
import type { Definitions, Run } from './command.js'

const MOST = 5
const SHAPES = ['entries', 'entries', 'keys', 'values'] as const

export function openWalk(s: Subject, shape: Live['shape']): Live {
  return { iterator: s.map[shape](), shape, visits: new Visits(s.oracle, s.isHash), steps: 0 }
}

/** True if the iterator gave something. */
export function stepWalk(s: Subject, live: Live): boolean {
  const { iterator, shape, visits } = live
  const { value: item, done } = iterator.next()
  if (done) {
    if (item !== undefined) mismatch('the end of an iteration has a value')
    if (shape !== 'values' || s.isSet) visits.end()
    else if (live.steps < visits.due()) mismatch(`${live.steps} values came, ${visits.due()} had to`)
    if (iterator.next().done !== true) mismatch('an iteration went on after its end')
    return false
  }
  live.steps++
  if (s.isSet && shape === 'entries' && item[0] !== item[1] && item[0] === item[0]) mismatch('a pair of two keys')
  if (shape === 'entries') visits.visit(item[0], item[1], !s.isSet)
  else if (shape === 'keys' || s.isSet) visits.visit(item, undefined, false)
  else visits.begin()
  return true
}

export function drainWalk(s: Subject, live: Live): void {
  while (stepWalk(s, live));
}

const open: Run = (s, i) => {
  if (s.live.length === MOST) s.live.shift()
  s.live.push(openWalk(s, SHAPES[i % SHAPES.length]!))
  return 1
}

const step: Run = (s, i, _, n) => {
  const { live } = s
  if (live.length === 0) return 0
  const at = i % live.length
  const one = live[at]!
  for (let m = 0; m < n; m++) {
    if (stepWalk(s, one)) continue
    live.splice(live.indexOf(one), 1)
    return m + 1
  }
  return n
}

const abandon: Run = s => {
  s.live.shift()
  return 1
}

export const WALKS: Definitions = {
  open: { run: open, weight: 6 },
  step: { run: step, weight: 16 },
  abandon: { run: abandon, weight: 1 },
}
