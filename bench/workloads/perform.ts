/** One job: a workload in one form, once, in a process that has done nothing else. */
import { type Library, loadLibrary } from '../common/library.js'
import { workloadNamed } from './catalog.js'
import type { Job, Outcome } from './job.js'
import { type Answer, Clock } from './workload.js'

/** A `Map` must not gain or lose by what is loaded beside it. */
const NO_LIBRARY = {} as Library

export const perform = async ({ workload: name, n, form, implementation, dist }: Job): Promise<Outcome> => {
  const { forms, prepare, expected } = workloadNamed(name)
  const clock = new Clock()
  const answer = async (): Promise<Answer> => {
    if (form === 'expected') {
      if (!expected) throw new Error(`${name}: nothing to expect`)
      return expected(prepare(n))
    }
    const run = forms[form]
    if (!run) throw new Error(`${name}: no form ${form}`)
    const library = form === 'Map' ? NO_LIBRARY : await loadLibrary(dist, implementation)
    const input = prepare(n)
    globalThis.gc?.()
    return run(input, clock, library)
  }
  return { answer: await answer(), laps: [...clock.laps], node: process.version }
}
