// Whether what operations answered can be explained by some order of them, in which each takes place at one moment between its
// beginning and its end (Herlihy and Wing 1990), a key at a time: by trying the orders.

/** One operation on one key. */
export interface Operation {
  name: string
  start: number
  /** Infinite for one that was cut short. */
  end: number
  /** Whether it may as well not have taken place. */
  isOptional: boolean
  /** Given the value of the key, or undefined, what it is afterwards; `IMPOSSIBLE` if the answer cannot be. */
  apply(value: number | undefined): number | undefined | typeof IMPOSSIBLE
}

export const IMPOSSIBLE = Symbol('impossible')

/** Whether there is such an order. */
export function isLinearizable(initial: number | undefined, operations: readonly Operation[]): boolean {
  const isDone = operations.map(() => false)
  const search = (value: number | undefined, left: number): boolean => {
    if (left === 0) return true
    // Whatever comes next must have begun before all others that are left have ended.
    let firstEnd = Number.POSITIVE_INFINITY
    for (const [i, each] of operations.entries()) if (!isDone[i]) firstEnd = Math.min(firstEnd, each.end)
    for (const [i, each] of operations.entries()) {
      if (isDone[i] || each.start > firstEnd) continue
      isDone[i] = true
      const after = each.apply(value)
      if (after !== IMPOSSIBLE && search(after, left - 1)) return true
      if (each.isOptional && search(value, left - 1)) return true
      isDone[i] = false
    }
    return false
  }
  return search(initial, operations.length)
}
