// Go's sync.Mutex, for threads.

import { TypeError } from '../basics/builtins.js'
import { DISPOSE, type Disposing } from '../basics/dispose.js'
import type { PlaceHandle } from './handle.js'
import type { SharedHeap } from './heap.js'
import {
  attachedLock,
  destroyLock,
  handleOf,
  type Kind,
  type LockWords,
  liveWords,
  newLock,
  type Placed,
  WAITERS,
} from './lock-words.js'

const MUTEX: Kind = { name: 'Mutex', number: 1 }

/** What `lock` returns: its end, for `using`. */
export interface Locked extends Disposing {
  /** Whether the thread that had it before ended without unlocking it: what it protects may be half done. */
  readonly abandoned: boolean
}

export const lockedBy = (abandoned: boolean, unlock: () => void): Locked => ({ abandoned, [DISPOSE]: unlock })

/** Waits until this thread has the lock. Whether it was abandoned. */
export function take(words: LockWords, where: string): boolean {
  if (words.owner === words.mine) {
    throw new TypeError(`${where}: this thread has it already: it would wait for itself`)
  }
  let abandoned = words.acquire()
  if (abandoned === undefined && words.spin()) abandoned = words.acquire()
  while (abandoned === undefined) {
    words.wait(where)
    // Others may wait, too.
    abandoned = words.acquire(WAITERS)
  }
  return abandoned
}

/** The same without blocking. */
export async function takeAsync(words: LockWords): Promise<boolean> {
  let abandoned = words.acquire()
  while (abandoned === undefined) {
    await words.waitAsync()
    abandoned = words.acquire(WAITERS)
  }
  return abandoned
}

class MutexClass {
  readonly #placed: Placed
  #abandoned = false

  constructor(options: unknown, handle?: PlaceHandle) {
    this.#placed = handle === undefined ? newLock(MUTEX, options) : attachedLock(MUTEX, handle)
  }

  static attach(handle: PlaceHandle): MutexClass {
    return new MutexClass(undefined, handle ?? ({} as PlaceHandle))
  }

  get handle(): PlaceHandle {
    return handleOf(MUTEX, this.#placed)
  }

  get heap(): SharedHeap {
    return this.#placed.heap
  }

  get abandoned(): boolean {
    return this.#abandoned
  }

  #locked(abandoned: boolean): Locked {
    this.#abandoned = abandoned
    return lockedBy(abandoned, () => this.unlock())
  }

  lock(): Locked {
    return this.#locked(take(liveWords(MUTEX, this.#placed, 'lock'), 'Mutex.lock'))
  }

  async lockAsync(): Promise<Locked> {
    return this.#locked(await takeAsync(liveWords(MUTEX, this.#placed, 'lockAsync')))
  }

  tryLock(): boolean {
    const abandoned = liveWords(MUTEX, this.#placed, 'tryLock').acquire()
    if (abandoned !== undefined) this.#abandoned = abandoned
    return abandoned !== undefined
  }

  unlock(): void {
    const words = liveWords(MUTEX, this.#placed, 'unlock')
    if (words.owner !== words.mine) throw new TypeError('Mutex.unlock: this thread does not have it')
    words.release()
  }

  destroy(): void {
    destroyLock(MUTEX, this.#placed)
  }

  get [Symbol.toStringTag](): string {
    return 'Mutex'
  }
}
Object.defineProperty(MutexClass, 'name', { value: 'Mutex' })

/**
 * A lock that one thread has at a time. It stands in a heap with the thread that has it, so that one whose thread has ended
 * (SharedHeap.watch, SharedHeap.recover) is taken by the next that locks it.
 */
export interface Mutex {
  /** What another thread attaches with. */
  readonly handle: PlaceHandle
  readonly heap: SharedHeap
  /** Whether, when this object last locked it, the thread that had it before had ended without unlocking it. */
  readonly abandoned: boolean
  /**
   * Waits until this thread has it. `using locked = mutex.lock()` unlocks it at the end of the block.
   * @throws TypeError if this thread has it already, or would have to wait and may not (a browser's main thread)
   */
  lock(): Locked
  /** The same without blocking the thread. Tasks of one thread wait for each other, too. */
  lockAsync(): Promise<Locked>
  /** Takes it if nobody has it. Whether it did. */
  tryLock(): boolean
  /** @throws TypeError if this thread does not have it */
  unlock(): void
  /** Frees its memory: no thread may use it any more. @throws TypeError if somebody has it */
  destroy(): void
  readonly [Symbol.toStringTag]: string
}

export interface MutexConstructor {
  readonly prototype: Mutex
  /** @throws TypeError without a heap, RangeError when memory is out */
  new (options: { heap: SharedHeap }): Mutex
  /** One that another thread has made. @throws TypeError for the handle of something else, or if it was destroyed */
  attach(handle: PlaceHandle): Mutex
}
export const Mutex = MutexClass as unknown as MutexConstructor
