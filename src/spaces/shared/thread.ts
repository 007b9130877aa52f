// This thread's part in a memory that several threads share: its instance of the Wasm, its number, its views.

import { FinalizationRegistry, NativeMap, NativeSet, RangeError, TypeError } from '../../basics/builtins.js'
import { outOfMemory } from '../../basics/errors.js'
import { atomicCompareExchange, WasmInstance, WasmMemory, WeakRef } from '../../basics/platform.js'
import { random32 } from '../../basics/random.js'
import type { Views } from '../../basics/views.js'
import { MEMORY_ID, MOST_THREADS, THREAD_NAMES } from '../../generated/constants.js'
import type { Exports } from '../../generated/shared/exports.js'
import { leaveAtExit, pauseOver, platformThread } from './host.js'
import { viewsOf, wordsAt } from './memory.js'
import { theModule } from './module.js'
import type { Functions, Pair } from './pair.js'
import { announce, hasLocks, type Roll, watchThreads } from './presence.js'
import { whatRaced } from './raced.js'

/** In 4-byte words, where the id of a memory is, and of each thread 1 + its name; 0 when it has left or was taken over. */
const ID_WORD = MEMORY_ID / 4
const ID_WORDS = 4
const NAMES_WORD = THREAD_NAMES / 4
/** Beside it: the thread has held the lock by which others learn that it has ended. */
const HAS_HELD = 1 << 31

/** A memory is as large as what is in it. */
const FIRST_PAGES = 16

/** What tells one memory from another, whoever looks at it. */
const idOf = (words: Int32Array) => words.slice(ID_WORD, ID_WORD + ID_WORDS).join()

/** What uses the memory until the thread leaves it. */
export interface User {
  close(): void
}

/** What is left of a thread without its object. */
interface Left {
  exports: Exports
  number: number
  /** Tells those who watch. */
  sayGoodbye(): void
}

/** Whose last heap and map are dropped leaves the memory, where the engine tells of that. */
const dropped =
  FinalizationRegistry &&
  /* @__PURE__ */ new FinalizationRegistry<Left>(({ exports, number, sayGoodbye }) => {
    exports.plainForget(number)
    exports.leaveThread()
    sayGoodbye()
  })

export class Thread {
  readonly memory: WebAssembly.Memory
  readonly exports: Exports
  /** What tells the memory from others. */
  readonly memoryId: string
  /** Its number, 0 to 63. -1 when it has left. */
  number: number
  readonly users = new NativeSet<WeakRef<User>>()
  readonly #pairs = new NativeMap<string, Pair>()
  #views: Views | undefined
  #region = 0
  readonly #sayGoodbye: () => void
  #stopWatching: (() => void) | undefined

  /** @throws RangeError if the memory has 64 threads */
  constructor(where: string, memory: WebAssembly.Memory) {
    const words = wordsAt(memory)
    // What the instance knows of its thread must not hold it.
    const left: Left = { exports: undefined as never, number: -1, sayGoodbye: () => {} }
    const raced = (table: number, mark: number, isWrite: number) => {
      const error = whatRaced(left.exports.plainKindOf(table), mark, left.number, isWrite !== 0)
      if (error !== undefined) throw error
    }
    const env = { memory, pause: pauseOver(words), raced }
    const instance = new WasmInstance(theModule.get(), { env })
    this.memory = memory
    this.exports = instance.exports as unknown as Exports
    this.number = this.exports.enterThread()
    if (this.number < 0) {
      throw new RangeError(
        `${where}: ${MOST_THREADS} threads use this heap; one that is done should dispose of its SharedHeap, and for one that was terminated call recover`,
      )
    }
    this.memoryId = idOf(words)
    const known = platformThread()
    // One that nobody else has.
    const name = known ?? random32() >>> 2
    words[NAMES_WORD + this.number] = 1 + name
    const word = NAMES_WORD + this.number
    const onHeld = () => void atomicCompareExchange(words, word, 1 + name, (1 + name) | HAS_HELD)
    const sayGoodbye = known === undefined && hasLocks() ? announce(this.memoryId, name, onHeld) : () => {}
    this.#sayGoodbye = sayGoodbye
    leaveAtExit(this)
    left.exports = this.exports
    left.number = this.number
    left.sayGoodbye = sayGoodbye
    dropped?.register(this, left, this)
  }

  /** The pair of that name, which is made once. */
  pair(name: string, make: (functions: Functions) => Pair): Pair {
    let pair = this.#pairs.get(name)
    if (pair === undefined) {
      pair = make(this.exports as unknown as Functions)
      this.#pairs.set(name, pair)
    }
    return pair
  }

  /** Where many keys and values are exchanged. @throws RangeError when memory is out */
  region(where: string): { views: Views; word: number } {
    if (this.#views === undefined) {
      this.#region = this.exports.threadRegion() >>> 0
      if (this.#region === 0) throw outOfMemory(where)
      // These views end where the memory ends now, and the region stays where it is.
      this.#views = viewsOf(this.memory)
    }
    return { views: this.#views, word: this.#region / 4 }
  }

  /** Takes over what the threads of a name had under way, which have ended. Nothing if somebody has, or if they left. */
  recoverNamed(name: number): void {
    if (this.number < 0) return
    const names = this.#names()
    for (let number = 0; number < MOST_THREADS; number++) {
      const word = names[number]!
      if (number === this.number || (word & ~HAS_HELD) !== 1 + name) continue
      if (atomicCompareExchange(names, number, word, 0) === word) this.recover(number)
    }
  }

  #names(): Int32Array {
    return wordsAt(this.memory, THREAD_NAMES, MOST_THREADS)
  }

  /** From now on, does so with all threads that end, where the platform tells of that by its locks. */
  watchAll(): void {
    if (this.#stopWatching !== undefined) return
    const watching = new WeakRef(this)
    const names = this.#names()
    const roll: Roll = {
      names: () => [...names].filter(word => word !== 0).map(word => (word & ~HAS_HELD) - 1),
      hasHeld: name => {
        const word = names.find(each => (each & ~HAS_HELD) === 1 + name)
        return word === undefined ? undefined : word < 0
      },
    }
    this.#stopWatching = watchThreads(this.memoryId, roll, name => watching.deref()?.recoverNamed(name))
  }

  /** Takes over what a thread that has ended had under way, and frees its number. */
  recover(number: number): void {
    const { exports } = this
    this.#names()[number] = 0
    exports.noteDead(number)
    exports.plainForget(number)
    exports.recoverThread(number)
  }

  /** Lets go of all tables, whose objects are of no use from then on. */
  leave(): void {
    const { number } = this
    if (number < 0) return
    this.number = -1
    dropped?.unregister(this)
    for (const user of this.users) user.deref()?.close()
    this.users.clear()
    this.#names()[number] = 0
    this.exports.plainForget(number)
    this.exports.leaveThread()
    this.#sayGoodbye()
    this.#stopWatching?.()
  }
}

/** A new memory. @throws TypeError where the engine has none that can be shared */
export function newMemory(where: string, maximum: number): WebAssembly.Memory {
  let memory: WebAssembly.Memory
  try {
    memory = new WasmMemory({ initial: FIRST_PAGES, maximum, shared: true })
  } catch (cause) {
    if (cause instanceof RangeError)
      throw new RangeError(`${where}: the engine refuses a memory of that size`, { cause })
    throw new TypeError(`${where}: there is no shared memory here`, { cause })
  }
  const words = wordsAt(memory)
  for (let i = 0; i < ID_WORDS; i++) words[ID_WORD + i] = random32()
  return memory
}

export const memoryIdOf = (memory: WebAssembly.Memory): string => idOf(wordsAt(memory))
