// How a call for many keys goes about it: chosen once a call (src/many).

import type { Cells, Scalar } from '../kinds/kind.js'

/** What to add: a number for each key, or one for all of them. */
export type Steps<Step = Scalar> = { each: ArrayLike<unknown> } | { all: Step }

/**
 * The keys of a call. What fails half-way leaves what was done before
 * it, and its error says how many keys that were: `error.done`.
 */
export interface ManyKeys {
  readonly n: number
  /** Before `answers` are written to: copies the keys if that could change keys that are not read yet. */
  apartFrom(answers: unknown): void
  has(answers: Uint8Array): void
  /** Returns how many were there. */
  delete(): number
  get(answers: Cells, fallback: unknown): void
  set(values: ArrayLike<unknown>): void
  increment(by: Steps): void
  add(): void
}
