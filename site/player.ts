// Plays operations of the feed at a chosen speed.

import { announce, byId, plural } from './dom.js'
import type { Explorer } from './explorer.js'
import { MOST_TOGETHER, type Mode, type Source } from './model/feed.js'

/** Operations a second, by the place of the slider. */
export const SPEEDS = [1, 2, 5, 10, 30, 100, 1000, 10_000, 100_000]
/** Playing stops at tables that take long to draw, for hostile keys where there can be no more in a bucket. */
const MOST_ENTRIES = { random: 200_000, sequential: 200_000, hostile: MOST_TOGETHER, twins: MOST_TOGETHER }
/** A frame does not work longer than this. */
const FRAME_MS = 12

export class Player {
  readonly #explorer: Explorer
  readonly #stopped: () => void
  #speed = SPEEDS[3]!
  #due = 0
  #last = 0

  /** `stopped` is called when playing ends by itself. */
  constructor(explorer: Explorer, stopped: () => void) {
    this.#explorer = explorer
    this.#stopped = stopped
  }

  set speed(place: number) {
    this.#speed = SPEEDS[place]!
  }

  get isPlaying(): boolean {
    return this.#explorer.isPlaying
  }

  play(): void {
    this.#explorer.isPlaying = true
    this.#due = 1
    this.#last = performance.now()
  }

  pause(): void {
    const { session } = this.#explorer
    if (this.isPlaying)
      announce(`Paused: ${plural(session.stats.size, 'key')} in ${plural(session.stats.buckets, 'bucket')}.`)
    this.#explorer.isPlaying = false
    this.#explorer.change()
  }

  /** Does what is due. Called once a frame. */
  tick(now: number): void {
    if (!this.isPlaying) return
    this.#due += (Math.min(250, Math.max(0, now - this.#last)) * this.#speed) / 1000
    this.#last = now
    const n = Math.floor(this.#due)
    if (n === 0) return
    this.#due -= n
    const until = performance.now() + FRAME_MS
    if (this.steps(n, until)) return
    this.pause()
    this.#stopped()
  }

  /** Up to `n` operations. False if the table has become as large as it may. */
  steps(n: number, until = Number.POSITIVE_INFINITY): boolean {
    const source = byId<HTMLSelectElement>('source').value as Source
    const mode = byId<HTMLSelectElement>('mode').value as Mode
    const { session } = this.#explorer
    for (let i = 0; i < n; i++) {
      if (session.stats.size >= MOST_ENTRIES[source] && mode !== 'lookup') return false
      const outcome = session.step(source, mode)
      const isLast = i === n - 1 || ((i & 15) === 15 && performance.now() > until)
      this.#explorer.note(outcome, isLast)
      if (isLast) return true
    }
    return true
  }
}
