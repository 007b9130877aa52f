// The words of a lock, and waiting for them. Locks are in the heap; who has one stands in it (assembly/concurrent/locks.ts).

import { NativeMap, TypeError } from '../basics/builtins.js'
import { disposed, outOfMemory } from '../basics/errors.js'
import {
  atomicAdd,
  atomicAnd,
  atomicCompareExchange,
  atomicExchange,
  atomicLoad,
  atomicNotify,
  atomicOr,
  atomicWait,
  atomicWaitAsync,
  Promise,
  setTimeout,
} from '../basics/platform.js'
import { LOCK_ABANDONED, LOCK_OWNER } from '../generated/constants.js'
import { canBlock } from '../spaces/shared/host.js'
import { wordsAt } from '../spaces/shared/memory.js'
import type { Thread } from '../spaces/shared/thread.js'
import { type PlaceHandle, requirePlace, VERSION } from './handle.js'
import { SharedHeap, threadOf } from './heap.js'

/** Of the first word: 1 + the thread that has the lock. */
const OWNER = LOCK_OWNER
/** The last owner ended while it had the lock. */
const ABANDONED = LOCK_ABANDONED
/** Somebody waits. */
export const WAITERS = 1 << 9

/** Words of a lock. */
const WORD = 0
export const LEFT = 1
const READERS = 2
const WORDS = 4

/** Milliseconds after which whoever waits looks again: in the meantime the owner may have ended, of which nobody is told. */
const LOOK_AGAIN = 50
/** Looks at a lock before a thread goes to sleep: what a lock protects is mostly short. */
const SPINS = 200

/** What this thread knows of a lock, for all its objects of it. */
export class LockWords {
  readonly thread: Thread
  readonly address: number
  readonly #words: Int32Array
  readonly #mayBlock: boolean
  /** How often this thread has it for reading. */
  reads = 0

  constructor(thread: Thread, address: number) {
    this.thread = thread
    this.address = address
    this.#words = wordsAt(thread.memory, address, WORDS)
    this.#mayBlock = canBlock(wordsAt(thread.memory, 0, 1))
  }

  get mine(): number {
    return this.thread.number + 1
  }

  /** The thread that has it, plus 1; 0 if none has. */
  get owner(): number {
    return atomicLoad(this.#words, WORD) & OWNER
  }

  /**
   * Takes the lock, if nobody has it. Undefined if somebody has, else whether it was abandoned.
   * @throws TypeError if this thread has left the heap
   */
  acquire(flags = 0): boolean | undefined {
    // Whoever has waited may have left the heap meanwhile.
    if (this.thread.number < 0) throw disposed('SharedHeap')
    for (;;) {
      const word = atomicLoad(this.#words, WORD)
      if ((word & OWNER) !== 0) return undefined
      const next = (word & WAITERS) | flags | this.mine
      if (atomicCompareExchange(this.#words, WORD, word, next) === word) return (word & ABANDONED) !== 0
    }
  }

  release(): void {
    if ((atomicExchange(this.#words, WORD, 0) & WAITERS) !== 0) atomicNotify(this.#words, WORD)
  }

  /** Notes that somebody waits, and for what to change; undefined if nobody has the lock. */
  #awaited(): number | undefined {
    const word = atomicLoad(this.#words, WORD)
    if ((word & OWNER) === 0) return undefined
    return (word & WAITERS) === 0 && atomicCompareExchange(this.#words, WORD, word, word | WAITERS) !== word
      ? undefined
      : word | WAITERS
  }

  /** Whether nobody has it after a short while. */
  spin(): boolean {
    for (let n = 0; n < SPINS; n++) if (this.owner === 0) return true
    return false
  }

  /** Blocks until the owner may be another one. @throws TypeError where this thread may not block */
  wait(where: string): void {
    if (!this.#mayBlock)
      throw new TypeError(`${where}: this thread may not block: use the method whose name ends in Async`)
    const word = this.#awaited()
    if (word !== undefined) atomicWait(this.#words, WORD, word, LOOK_AGAIN)
  }

  /** The same without blocking. */
  async waitAsync(): Promise<void> {
    const word = this.#awaited()
    if (word === undefined) return
    if (atomicWaitAsync === undefined) await later()
    else await atomicWaitAsync(this.#words, WORD, word, LOOK_AGAIN).value
  }

  // Readers.

  get isRead(): boolean {
    return atomicLoad(this.#words, READERS) !== 0 || atomicLoad(this.#words, READERS + 1) !== 0
  }

  get isAbandoned(): boolean {
    return (atomicLoad(this.#words, WORD) & ABANDONED) !== 0
  }

  enterReader(): void {
    atomicOr(this.#words, READERS + (this.thread.number >>> 5), 1 << (this.thread.number & 31))
  }

  leaveReader(): void {
    atomicAnd(this.#words, READERS + (this.thread.number >>> 5), ~(1 << (this.thread.number & 31)))
    atomicAdd(this.#words, LEFT, 1)
    if (this.owner !== 0) atomicNotify(this.#words, LEFT)
  }

  get left(): number {
    return atomicLoad(this.#words, LEFT)
  }

  /** Blocks until another reader may have left since `left` was read. */
  waitForReaders(where: string, left: number): void {
    if (!this.#mayBlock)
      throw new TypeError(`${where}: this thread may not block: use the method whose name ends in Async`)
    atomicWait(this.#words, LEFT, left, LOOK_AGAIN)
  }

  async waitForReadersAsync(left: number): Promise<void> {
    if (atomicWaitAsync === undefined) await later()
    else await atomicWaitAsync(this.#words, LEFT, left, LOOK_AGAIN).value
  }
}

const later = () => new Promise<void>(resolve => setTimeout(resolve, 1))

const locks = /* @__PURE__ */ new WeakMap<Thread, Map<number, LockWords>>()

function lockAt(thread: Thread, address: number): LockWords {
  let all = locks.get(thread)
  if (all === undefined) {
    all = new NativeMap()
    locks.set(thread, all)
  }
  let words = all.get(address)
  if (words === undefined) {
    words = new LockWords(thread, address)
    all.set(address, words)
  }
  return words
}

/** What Mutex and RWMutex have in common: where they are. */
export interface Kind {
  readonly name: string
  readonly number: number
}

export interface Placed {
  heap: SharedHeap
  words: LockWords
  serial: number
}

/** @throws TypeError for another heap, RangeError when memory is out */
export function newLock({ name, number }: Kind, options: unknown): Placed {
  const heap = (options as { heap?: SharedHeap } | undefined)?.heap
  const thread = threadOf(heap, name)
  const address = thread.exports.lockCreate(number) >>> 0
  if (address === 0) throw outOfMemory(name)
  return { heap: heap!, words: lockAt(thread, address), serial: thread.exports.lockSerial(address) }
}

/** @throws TypeError for the handle of something else */
export function attachedLock({ name, number }: Kind, handle: unknown): Placed {
  const where = `${name}.attach`
  requirePlace(where, handle, name)
  const { memory, version, address, serial } = handle
  const heap = SharedHeap.attach({ kind: 'SharedHeap', version, memory })
  const thread = threadOf(heap, where)
  if (!thread.exports.lockExists(address, serial, number)) {
    throw new TypeError(`${where}: what the handle is of was destroyed`)
  }
  return { heap, words: lockAt(thread, address), serial }
}

export function handleOf({ name }: Kind, { words, serial }: Placed): PlaceHandle {
  const { memory } = words.thread
  return { kind: name, version: VERSION, memory, address: words.address, serial }
}

/** @throws TypeError if this thread has left the heap */
export function liveWords({ name }: Kind, { words }: Placed, method: string): LockWords {
  if (words.thread.number < 0) throw disposed(`${name}.${method}`)
  return words
}

/** @throws TypeError if somebody has it */
export function destroyLock({ name, number }: Kind, { words, serial }: Placed): void {
  if (words.owner !== 0 || words.isRead) throw new TypeError(`${name}.destroy: it is locked`)
  words.thread.exports.lockDestroy(words.address, serial, number)
  locks.get(words.thread)!.delete(words.address)
}
