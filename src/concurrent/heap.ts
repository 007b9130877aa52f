// A memory that several threads share, with the tables and locks in it.

import { floor, isInteger, keysOf, NativeMap, TypeError } from '../basics/builtins.js'
import { DISPOSE, type Disposing } from '../basics/dispose.js'
import { badArgument, disposed, incompatible, show } from '../basics/errors.js'
import { isIsolated, WasmMemory, WeakRef } from '../basics/platform.js'
import { isObject } from '../basics/realms.js'
import { MOST_THREADS } from '../generated/constants.js'
import { hasLocks } from '../spaces/shared/presence.js'
import { memoryIdOf, newMemory, Thread } from '../spaces/shared/thread.js'
import { requireHandle, type SharedHandle, VERSION } from './handle.js'

const PAGE = 65536
const MOST_BYTES = 2 ** 32

export interface SharedHeapOptions {
  /** The most bytes that it may grow to, 1 MiB to 4 GiB. Pages that are not used cost nothing. Default: 4 GiB. */
  maximum?: number | undefined
}

/** What another thread attaches to a heap with. It can be sent by `postMessage` or `workerData`. */
export interface SharedHeapHandle extends SharedHandle {
  readonly kind: 'SharedHeap'
}

/** A worker of Node, or of a page, as far as `watch` uses it. */
interface WatchedWorker {
  readonly threadId?: number
  once?(event: 'exit', listener: () => void): unknown
  terminate?(): unknown
}

/** The heaps of this thread, by what tells their memories from others. */
const heaps = /* @__PURE__ */ new NativeMap<string, WeakRef<SharedHeapClass>>()

const byId = (id: string) => heaps.get(id)?.deref()

/** The thread's part in a heap. @throws TypeError if it is none, or was disposed */
export let threadOf: (heap: unknown, where: string) => Thread

class SharedHeapClass {
  readonly #thread: Thread

  static {
    threadOf = (heap, where) => {
      if (!isObject(heap) || !(#thread in heap)) {
        throw new TypeError(badArgument(where, 'heap', 'a SharedHeap', '', heap).message)
      }
      if (heap.#thread.number < 0) throw disposed(`${where}: heap`)
      return heap.#thread
    }
  }

  constructor(options: SharedHeapOptions = {}, handle?: SharedHeapHandle) {
    const where = 'SharedHeap'
    const memory = handle === undefined ? newMemory(where, pagesOf(where, options)) : handle.memory
    this.#thread = new Thread(where, memory)
    for (const [id, heap] of heaps) if (heap.deref() === undefined) heaps.delete(id)
    heaps.set(this.#thread.memoryId, new WeakRef(this))
  }

  /** The heap of this thread over a memory that another thread has made: the same object each time. */
  static attach(handle: SharedHeapHandle): SharedHeapClass {
    requireHandle('SharedHeap.attach', handle, 'SharedHeap')
    const found = byId(memoryIdOf(handle.memory))
    return found !== undefined && found.#thread.number >= 0 ? found : new SharedHeapClass({}, handle)
  }

  get handle(): SharedHeapHandle {
    return { kind: 'SharedHeap', version: VERSION, memory: threadOf(this, 'SharedHeap.handle').memory }
  }

  /** Bytes of all tables and locks in it. O(1). */
  get bytes(): number {
    return threadOf(this, 'SharedHeap.bytes').exports.heapUsed()
  }

  /** The number of this thread in it, 0 to 63. */
  get thread(): number {
    return threadOf(this, 'SharedHeap.thread').number
  }

  recover(thread: number): void {
    const mine = threadOf(this, 'SharedHeap.recover')
    if (!isInteger(thread) || thread < 0 || thread >= MOST_THREADS) {
      throw badArgument('SharedHeap.recover', 'thread', `an integer from 0 to ${MOST_THREADS - 1}`, 'number', thread)
    }
    if (thread === mine.number) throw new TypeError('SharedHeap.recover: this thread has not ended')
    mine.recover(thread)
  }

  watch(worker: WatchedWorker): void {
    const mine = threadOf(this, 'SharedHeap.watch')
    const name = isObject(worker) ? worker.threadId : undefined
    if (typeof name === 'number' && typeof worker.once === 'function') {
      worker.once('exit', () => mine.recoverNamed(name))
    } else if (isObject(worker) && typeof worker.terminate === 'function' && hasLocks()) {
      mine.watchAll()
    } else {
      throw new TypeError(
        `SharedHeap.watch: worker must be a Worker of node:worker_threads or of a page, got ${show(worker)}; of others, nothing tells that they end: call recover with the number that their heap.thread had`,
      )
    }
  }

  [DISPOSE](): void {
    if (!(#thread in this)) throw incompatible('SharedHeap')
    this.#thread.leave()
  }

  get [Symbol.toStringTag](): string {
    return 'SharedHeap'
  }
}
Object.defineProperty(SharedHeapClass, 'name', { value: 'SharedHeap' })

function pagesOf(where: string, options: SharedHeapOptions): number {
  if (isIsolated === false) {
    throw new TypeError(
      `${where}: this page is not cross-origin isolated, so no worker could share the memory; serve it with the headers Cross-Origin-Opener-Policy: same-origin and Cross-Origin-Embedder-Policy: require-corp`,
    )
  }
  if (!isObject(options)) throw badArgument(where, 'options', 'an object', 'object', options)
  for (const name of keysOf(options)) {
    if (name !== 'maximum') throw new TypeError(`${where}: unknown option ${show(name)}`)
  }
  const { maximum = MOST_BYTES } = options
  if (typeof maximum !== 'number' || !(maximum >= 2 ** 20 && maximum <= MOST_BYTES)) {
    throw badArgument(where, 'maximum', `a number of bytes from ${2 ** 20} to ${MOST_BYTES}`, 'number', maximum)
  }
  if (WasmMemory === undefined) throw new TypeError(`${where}: there is no WebAssembly here`)
  return floor(maximum / PAGE)
}

/**
 * A memory for maps, sets and locks that several threads use at once, at most 64 of them. A worker gets its `handle`, by
 * `workerData` or `postMessage`, and attaches to it. The memory is freed when no thread has a heap over it any more.
 */
export interface SharedHeap extends Disposing {
  /** What another thread attaches with. */
  readonly handle: SharedHeapHandle
  /** Bytes of all tables and locks in it. O(1). */
  readonly bytes: number
  /** The number of this thread in it, 0 to 63: what `recover` is told when the thread was terminated. */
  readonly thread: number
  /**
   * Takes over what a thread that was terminated had under way, and frees its number. Nothing that it had stored is lost.
   * The thread must have ended: one that goes on corrupts the heap. O(buckets of all tables in the heap).
   * @throws TypeError or RangeError if it is no number of another thread
   */
  recover(thread: number): void
  /**
   * Does so by itself when a worker ends, however it ends: at once in Node. In a page, which is told by Web Locks alone,
   * seconds later, and then for all threads that use the heap and have returned to their event loop since they attached. @throws TypeError where nothing tells that a worker ends
   */
  watch(worker: object): void
  readonly [Symbol.toStringTag]: string
}

export interface SharedHeapConstructor {
  readonly prototype: SharedHeap
  /** @throws TypeError where memory cannot be shared, with what to do about it */
  new (options?: SharedHeapOptions): SharedHeap
  /**
   * This thread's heap over the memory that a handle is of; the same object each time.
   * @throws TypeError for another handle or one of another version, RangeError if there are 64 threads already
   */
  attach(handle: SharedHeapHandle): SharedHeap
}
export const SharedHeap = SharedHeapClass as unknown as SharedHeapConstructor
