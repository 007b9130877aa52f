// What a thread does while it waits for another one.

import { NativeSet } from '../../basics/builtins.js'
import { atomicPause, atomicWait, theProcess, WeakRef } from '../../basics/platform.js'

/** Whether this thread may block: a browser's main thread may not. Asked with a wait that ends at once. */
export function canBlock(words: Int32Array): boolean {
  try {
    atomicWait(words, 0, 0, 0)
    return true
  } catch {
    return false
  }
}

/** Milliseconds for which a thread that has looked at a lock for long gives its core to others. */
const NAP = 0.02

/**
 * What Wasm calls in such a loop. A nap where that is allowed, else the hint that this is a loop that waits, where there is one.
 *
 * @param words 4-byte words of the memory, of which the first one is always 0
 */
export function pauseOver(words: Int32Array): (round: number) => void {
  if (canBlock(words)) return () => void atomicWait(words, 0, 0, NAP)
  return round => {
    if (atomicPause !== undefined) for (let n = 1 << (round < 7 ? round : 7); n > 0; n--) atomicPause()
  }
}

/** What of Node's worker threads is used: what a thread is called there. */
interface WorkerThreads {
  readonly threadId: number
}

/** What the platform calls this thread, from 0 on; undefined where it says nothing. */
export function platformThread(): number | undefined {
  const get = theProcess()?.getBuiltinModule as ((name: string) => WorkerThreads | undefined) | undefined
  return get?.('node:worker_threads')?.threadId
}

interface Leaving {
  leave(): void
}

/** Those that leave when this thread ends. One listener for all: a platform warns of many, and each would keep a memory. */
const present = /* @__PURE__ */ new NativeSet<WeakRef<Leaving>>()
let listens = false

/** Has something leave when this thread ends by itself, where the platform tells that. */
export function leaveAtExit(thread: Leaving): void {
  for (const each of present) if (each.deref() === undefined) present.delete(each)
  present.add(new WeakRef(thread))
  if (listens) return
  listens = true
  theProcess()?.on?.('exit', () => {
    for (const each of present) each.deref()?.leave()
  })
}
