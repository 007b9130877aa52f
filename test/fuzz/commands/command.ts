// What a command is.

import type { Subject } from '../subject.js'

/** Runs on numbers that the stream has chosen; concerns about `n` keys. Returns how many answers it compared. */
export type Run = (s: Subject, i: number, j: number, n: number) => number

export interface Definition {
  run: Run
  /** How often it comes, relative to others. */
  weight: number
  /** Of which streams it is; of all if absent. */
  isFor?: (
    s: Pick<Subject, 'isSet' | 'isHash' | 'isBytes'> & {
      isCrowded: boolean
      isInHeap: boolean
      values: string | undefined
    },
  ) => boolean
}

export type Definitions = Record<string, Definition>

/** Memory was out, where it may be. */
export function isFamine(s: Subject, error: unknown): boolean {
  return s.isHungry && error instanceof RangeError && error.message.endsWith(': out of memory')
}

/** What a call throws, or undefined. */
export function thrownBy(call: () => unknown): any {
  try {
    call()
    return undefined
  } catch (error) {
    return error ?? new Error('nothing was thrown')
  }
}
