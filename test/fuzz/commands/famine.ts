// Memory that runs out: after some allocations each further one fails. What is done meanwhile succeeds, or throws and has
// changed nothing; of a call with many keys, all those before the one that failed are done.

import { isWasm } from '../../backend.js'
import { mismatch } from '../oracle.js'
import { numbersOf } from '../random.js'
import type { Subject } from '../subject.js'
import { CALLBACKS } from './callbacks.js'
import { type Definitions, isFamine, type Run } from './command.js'
import { MANY } from './many.js'
import { RANGES } from './ranges.js'
import { SETS } from './sets.js'
import { SINGLE } from './single.js'
import { WALKS } from './walks.js'
import { verify, WHOLE } from './whole.js'

const PLENTY = 2 ** 31 - 1
const OTHERS: Definitions = { ...SINGLE, ...MANY, ...RANGES, ...WALKS, ...CALLBACKS, ...SETS, ...WHOLE }

/** Commands of others, by weight, none of which takes long. */
const runsFor = (() => {
  const known = new Map<string, Run[]>()
  return (names: readonly string[]): Run[] => {
    const text = names.join()
    let runs = known.get(text)
    if (runs === undefined) {
      runs = names.filter(name => name in OTHERS && !/empty|collect|inspect/.test(name)).map(name => OTHERS[name]!.run)
      known.set(text, runs)
    }
    return runs
  }
})()

const famine =
  (names: (s: Subject) => readonly string[]): Run =>
  (s, i, j, n) => {
    const runs = runsFor(names(s))
    const next = numbersOf(j)
    // An instance has to be there.
    const exports = s.exports()
    s.isHungry = true
    let answers = 0
    try {
      exports.heapBudget(j % 9)
      for (let m = 0; m < 3 * n && m < 30; m++) {
        const number = next()
        try {
          answers += runs[number % runs.length]!(s, i + (number >>> 20), number >>> 8, 1 + (number % n))
        } catch (error) {
          if (!isFamine(s, error)) throw error
          s.compareSize('a call out of memory')
        }
        if (s.depth !== 0) mismatch('a callback is under way')
      }
    } finally {
      exports.heapBudget(PLENTY)
      s.isHungry = false
    }
    return s.setup.count <= 200 ? answers + verify(s) : answers
  }

/** `names`: the commands of a stream, each as often as its weight. */
export const famineOf = (names: (s: Subject) => readonly string[]): Definitions => ({
  famine: { run: famine(names), weight: 3, isFor: s => isWasm && !s.isCrowded },
})
