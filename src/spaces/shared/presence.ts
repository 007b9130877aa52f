// How a page learns that a worker has ended. Nothing tells it, but a lock of the platform (Web Locks) is given to the next who
// asks for it as soon as who held it is gone: so each thread of a memory holds one with its name. That it does stands in the
// memory, since a platform takes its time to give a lock: who gets that of a thread which never had it knows nothing.

import { NativeSet } from '../../basics/builtins.js'
import { Channel, Promise, setTimeout, theNavigator } from '../../basics/platform.js'

/** What of the platform's locks is used. */
interface Locks {
  request(name: string, whileHeld: () => unknown): Promise<unknown>
}

/** Undefined outside of pages and their workers. */
const locksHere = (): Locks | undefined => (theNavigator() as { locks?: Locks } | undefined)?.locks

const prefixOf = (memoryId: string) => `tophash ${memoryId} `

/**
 * Milliseconds after which a worker that was terminated runs no more: Chromium gives its locks away at once, and stops it up
 * to two seconds later.
 */
const SURELY_ENDED = 3000

/** Whether a thread can tell, and learn, by such a lock. */
export const hasLocks = (): boolean => locksHere() !== undefined && Channel !== undefined

/**
 * Tells those who watch that a thread is there, for as long as it is.
 *
 * @param onHeld called once it holds its lock, which is after it has returned to its event loop
 * @returns what tells them that it has left
 */
export function announce(memoryId: string, name: number, onHeld: () => void): () => void {
  let leave = () => {}
  const untilThen = new Promise<void>(resolve => {
    leave = resolve
  })
  const held = locksHere()!.request(prefixOf(memoryId) + name, () => {
    onHeld()
    return untilThen
  })
  // Where a page is refused locks, its threads are recovered by hand.
  held.catch(() => {})
  const channel = new Channel!(prefixOf(memoryId))
  channel.postMessage(name)
  channel.close()
  return leave
}

/** What the memory says of the threads in it. */
export interface Roll {
  /** The names of all that are there. */
  names(): readonly number[]
  /** Whether a thread has held its lock; undefined if it has left, or was taken over. */
  hasHeld(name: number): boolean | undefined
}

/**
 * Calls back with the name of each thread of a memory, there or to come, that has ended without leaving.
 * Returns what ends that.
 */
export function watchThreads(memoryId: string, roll: Roll, onEnd: (name: number) => void): () => void {
  const locks = locksHere()!
  const followed = new NativeSet<number>()
  let isOver = false

  const follow = async (name: number) => {
    if (followed.has(name)) return
    followed.add(name)
    let hasHeld: boolean | undefined = false
    while (hasHeld === false && !isOver) {
      await locks.request(prefixOf(memoryId) + name, () => {})
      // One that had held it before that has lost it.
      const hadHeld = roll.hasHeld(name)
      await new Promise<void>(resolve => void setTimeout(resolve, SURELY_ENDED))
      hasHeld = hadHeld && roll.hasHeld(name)
    }
    if (hasHeld && !isOver) onEnd(name)
  }
  const channel = new Channel!(prefixOf(memoryId))
  channel.onmessage = ({ data }) => void follow(data)
  for (const name of roll.names()) void follow(name)
  return () => {
    isOver = true
    channel.close()
  }
}
