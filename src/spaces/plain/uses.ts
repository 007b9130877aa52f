// How many objects of a thread are of a table: the thread lets go of it with the last one.

import { FinalizationRegistry, NativeMap, WeakMap } from '../../basics/builtins.js'
import type { Thread, User } from '../shared/thread.js'

/** What is to be done without an object of a table. */
export interface Use {
  readonly thread: Thread
  readonly table: number
  readonly user: WeakRef<User>
  /** Whether another thread may know the table: whether its handle was ever asked for, or came from elsewhere. */
  isKnown: boolean
}

/** The uses of each table, by its address. */
const uses = /* @__PURE__ */ new WeakMap<Thread, Map<number, number>>()

function countsOf(thread: Thread): Map<number, number> {
  let counts = uses.get(thread)
  if (counts === undefined) {
    counts = new NativeMap()
    uses.set(thread, counts)
  }
  return counts
}

export function beginUse({ thread, table, user }: Use): void {
  const counts = countsOf(thread)
  counts.set(table, 1 + (counts.get(table) ?? 0))
  thread.users.add(user)
}

/** A table that no other thread can know is freed with its last object; else the thread lets go of it. */
export function endUse({ thread, table, user, isKnown }: Use): void {
  thread.users.delete(user)
  const counts = countsOf(thread)
  const left = (counts.get(table) ?? 1) - 1
  if (left > 0) {
    counts.set(table, left)
    return
  }
  counts.delete(table)
  if (thread.number < 0) return
  const { exports } = thread
  if (!isKnown && !exports.plainIsDestroyed(table)) exports.plainDestroy(table)
  exports.plainDetach(table)
}

/** Ends the uses of objects that are dropped, where the engine tells of that. */
export const dropped = FinalizationRegistry && /* @__PURE__ */ new FinalizationRegistry<Use>(endUse)
