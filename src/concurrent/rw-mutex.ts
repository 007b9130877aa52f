// Go's sync.RWMutex, for threads. A writer first takes the lock, which keeps new readers out, and then waits for those that are
// in: so it is not starved by readers that come and go.

import { TypeError } from '../basics/builtins.js'
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
} from './lock-words.js'
import { type Locked, lockedBy, take, takeAsync } from './mutex.js'

const RW_MUTEX: Kind = { name: 'RWMutex', number: 2 }

/** Whether this thread could enter as a reader. */
function enter(words: LockWords): boolean {
  if (words.reads === 0) {
    words.enterReader()
    if (words.owner !== 0) {
      // A writer was faster, and may have seen this reader.
      words.leaveReader()
      return false
    }
  }
  words.reads++
  return true
}

function requireNoWriter(words: LockWords, where: string): void {
  if (words.owner === words.mine)
    throw new TypeError(`${where}: this thread has it for writing: it would wait for itself`)
}

class RWMutexClass {
  readonly #placed: Placed
  #abandoned = false

  constructor(options: unknown, handle?: PlaceHandle) {
    this.#placed = handle === undefined ? newLock(RW_MUTEX, options) : attachedLock(RW_MUTEX, handle)
  }

  static attach(handle: PlaceHandle): RWMutexClass {
    return new RWMutexClass(undefined, handle ?? ({} as PlaceHandle))
  }

  get handle(): PlaceHandle {
    return handleOf(RW_MUTEX, this.#placed)
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
    const words = liveWords(RW_MUTEX, this.#placed, 'lock')
    if (words.reads > 0) throw new TypeError('RWMutex.lock: this thread has it for reading: it would wait for itself')
    const abandoned = take(words, 'RWMutex.lock')
    try {
      for (let { left } = words; words.isRead; { left } = words) words.waitForReaders('RWMutex.lock', left)
    } catch (error) {
      words.release()
      throw error
    }
    return this.#locked(abandoned)
  }

  async lockAsync(): Promise<Locked> {
    const words = liveWords(RW_MUTEX, this.#placed, 'lockAsync')
    const abandoned = await takeAsync(words)
    for (let { left } = words; words.isRead; { left } = words) await words.waitForReadersAsync(left)
    return this.#locked(abandoned)
  }

  tryLock(): boolean {
    const words = liveWords(RW_MUTEX, this.#placed, 'tryLock')
    const abandoned = words.acquire()
    if (abandoned === undefined) return false
    if (words.isRead) {
      words.release()
      return false
    }
    this.#abandoned = abandoned
    return true
  }

  unlock(): void {
    const words = liveWords(RW_MUTEX, this.#placed, 'unlock')
    if (words.owner !== words.mine) throw new TypeError('RWMutex.unlock: this thread does not have it for writing')
    words.release()
  }

  rlock(): Locked {
    const words = liveWords(RW_MUTEX, this.#placed, 'rlock')
    requireNoWriter(words, 'RWMutex.rlock')
    while (!enter(words)) if (!words.spin()) words.wait('RWMutex.rlock')
    return lockedBy(words.isAbandoned, () => this.runlock())
  }

  async rlockAsync(): Promise<Locked> {
    const words = liveWords(RW_MUTEX, this.#placed, 'rlockAsync')
    while (!enter(words)) await words.waitAsync()
    return lockedBy(words.isAbandoned, () => this.runlock())
  }

  tryRLock(): boolean {
    return enter(liveWords(RW_MUTEX, this.#placed, 'tryRLock'))
  }

  runlock(): void {
    const words = liveWords(RW_MUTEX, this.#placed, 'runlock')
    if (words.reads === 0) throw new TypeError('RWMutex.runlock: this thread does not have it for reading')
    words.reads--
    if (words.reads === 0) words.leaveReader()
  }

  destroy(): void {
    destroyLock(RW_MUTEX, this.#placed)
  }

  get [Symbol.toStringTag](): string {
    return 'RWMutex'
  }
}
Object.defineProperty(RWMutexClass, 'name', { value: 'RWMutex' })

/** A lock that one thread has for writing, or any number of threads for reading. See Mutex. */
export interface RWMutex {
  /** What another thread attaches with. */
  readonly handle: PlaceHandle
  readonly heap: SharedHeap
  /** Whether, when this object last locked it for writing, a writer before had ended without unlocking it. */
  readonly abandoned: boolean
  /**
   * Waits until this thread has it for writing. Readers that come later wait for it, so that it is not starved.
   * @throws TypeError if this thread has it already, or would have to wait and may not (a browser's main thread)
   */
  lock(): Locked
  lockAsync(): Promise<Locked>
  tryLock(): boolean
  /** @throws TypeError if this thread does not have it for writing */
  unlock(): void
  /**
   * Waits until no thread has it for writing, and has it for reading. A thread may do so several times.
   * @throws TypeError if this thread has it for writing, or would have to wait and may not
   */
  rlock(): Locked
  rlockAsync(): Promise<Locked>
  tryRLock(): boolean
  /** @throws TypeError if this thread does not have it for reading */
  runlock(): void
  /** Frees its memory: no thread may use it any more. @throws TypeError if somebody has it */
  destroy(): void
  readonly [Symbol.toStringTag]: string
}

export interface RWMutexConstructor {
  readonly prototype: RWMutex
  /** @throws TypeError without a heap, RangeError when memory is out */
  new (options: { heap: SharedHeap }): RWMutex
  /** One that another thread has made. @throws TypeError for the handle of something else, or if it was destroyed */
  attach(handle: PlaceHandle): RWMutex
}
export const RWMutex = RWMutexClass as unknown as RWMutexConstructor
