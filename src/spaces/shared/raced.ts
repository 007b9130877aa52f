// What a use of an ordinary table that several threads share finds in its mark: see assembly/plain/mark.ts.

import { Error, TypeError } from '../../basics/builtins.js'
import { PLAIN_DESTROYED } from '../../generated/constants.js'
import { scalarOf } from '../../kinds/index.js'
import { SET } from '../../kinds/kind.js'

/**
 * Two threads use one map at once that is not made for it, and at least one of them writes: "concurrent map writes", or
 * "concurrent map read and map write". It is an error of the program: what either has read may be wrong, and the map may be
 * damaged. Best effort, as in Go: not each such use is seen.
 */
export class ConcurrentMapWriteError extends Error {
  /** The number of the thread that is told, in the heap (SharedHeap.thread). */
  readonly thread: number
  /** The number of the thread that writes; undefined if it has ended its write meanwhile. */
  readonly writer: number | undefined

  constructor(message: string, thread: number, writer: number | undefined) {
    super(message)
    this.thread = thread
    this.writer = writer
  }
}
Object.defineProperty(ConcurrentMapWriteError.prototype, 'name', {
  value: 'ConcurrentMapWriteError',
  writable: true,
  configurable: true,
})

/** In the number of a kind: that of keys which are no scalars, in the place of a scalar's. */
export const STRING_KEYS = 8
export const BYTES_KEYS = 9
export const KEYS_SHIFT = 4

/** The class of a table by the number of its kind. */
function classOf(kind: number): string {
  const keys = (kind >>> KEYS_SHIFT) & 15
  const label = keys === STRING_KEYS ? 'String' : keys === BYTES_KEYS ? 'Bytes' : scalarOf(keys)!.label
  return label + ((kind & 15) === SET ? 'Set' : 'Map')
}

/**
 * What to throw for a mark, if anything.
 * @param mine the thread that has found it
 * @param isWrite whether that was about to write, or has
 */
export function whatRaced(kind: number, mark: number, mine: number, isWrite: boolean): Error | undefined {
  const name = classOf(kind)
  if (mark === PLAIN_DESTROYED) return new TypeError(`${name}: used after it was destroyed`)
  // Whoever wrote while this one read has ended.
  if (mark === 0 && !isWrite) return undefined
  const what = `${name}: ${isWrite ? 'concurrent map writes' : 'concurrent map read and map write'}`
  const instead = `guard the map with a Mutex or an RWMutex, or use Concurrent${name} where there is one`
  if (mark === 0) {
    const message = `${what}: another thread has written while thread ${mine} did; ${instead}`
    return new ConcurrentMapWriteError(message, mine, undefined)
  }
  const writer = mark - 1
  const message = `${what}: thread ${writer} writes while thread ${mine} ${isWrite ? 'does' : 'reads'}; ${instead}. If thread ${writer} was terminated or stopped in the middle of its write: SharedHeap.recover(${writer}), or SharedHeap.watch its worker`
  return new ConcurrentMapWriteError(message, mine, writer)
}
