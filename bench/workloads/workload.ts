/**
 * What a workload is: a published task, written three times. `Map` is what a good JavaScript programmer would write;
 * `single` asks the class that fits the keys one key a call; `many` gives it columns of keys, where the task allows it.
 */
import type { Library } from '../common/library.js'

export const FORMS = ['Map', 'single', 'many'] as const
export type Form = (typeof FORMS)[number]

/** All that a form found out, in words and numbers: equal for all forms. */
export type Answer = string

/** Only what runs under the clock counts; making keys, columns and digests does not. */
export class Clock {
  /** Milliseconds by lap, in the order of the first time. */
  readonly laps = new Map<string, number>()

  time<T>(lap: string, work: () => T): T {
    const begin = performance.now()
    const result = work()
    this.laps.set(lap, (this.laps.get(lap) ?? 0) + performance.now() - begin)
    return result
  }
}

export type Run<Input> = (input: Input, clock: Clock, library: Library) => Answer

export interface Published {
  n: number
  answer: Answer
}

export interface Workload<Input = any> {
  /** `suite/workload/case`. */
  readonly name: string
  /** What `n` counts. */
  readonly unit: string
  /** The size of a measurement, and that of a run that only shows that all is well. */
  readonly n: number
  readonly smoke: number
  /** Made before the clock starts, the same for all forms. */
  prepare(n: number): Input
  readonly forms: { readonly Map: Run<Input>; readonly single: Run<Input>; readonly many?: Run<Input> }
  /** The answer found without any hash table, by sorting, counting or a formula. Without it, the forms check each other. */
  expected?(input: Input): Answer
  /** Answers that others have published, by size. */
  readonly published?: readonly Published[]
}

/** Keeps the inference of a workload's input inside its own definition. */
export const workload = <Input>(definition: Workload<Input>): Workload => definition
