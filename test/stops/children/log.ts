// What a program called, and what that can have led to.

export interface Log {
  /** Number of the operation. */
  what: Int32Array
  /** Number of the key. */
  key: Int32Array
  /** 1 if it returned. */
  done: Uint8Array
}

const MANY = 12

/** The operations: (map, all keys, number of a key, value). */
export const OPERATIONS: readonly ((map: any, keys: readonly any[], k: number, n: number) => void)[] = [
  (map, keys, k, n) => map.set(keys[k], n),
  (map, keys, k, n) => map.set(keys[k], n),
  (map, keys, k, n) => map.set(keys[(k * 7) % keys.length], n),
  (map, keys, k) => map.delete(keys[k]),
  (map, keys, k) => map.delete(keys[k]),
  (map, keys, k) => map.get(keys[k]),
  (map, keys, k, n) => map.getOrInsert(keys[k], n),
  (map, keys, k, n) => map.setMany(keys.slice(k, k + MANY), new Array(Math.min(MANY, keys.length - k)).fill(n)),
  (map, keys, k) => map.deleteMany(keys.slice(k, k + MANY)),
  map => [...map.keys()].length,
  (map, _, k) => {
    if (k % 3 === 0) map.clear()
  },
  (map, _, k) => {
    if (k % 3 === 0) map.clone()[Symbol.dispose]()
  },
  (map, _, k) => {
    if (k % 3 === 0) map.reserve?.(k)
  },
  (map, _, k) => {
    if (k % 3 === 0) map.shrink?.()
  },
]

/** The keys that a call writes, and what it makes of one: undefined if that is gone. */
function effectOf(
  what: number,
  k: number,
  n: number,
  keys: number,
): { from: number; to: number; to_: (old: any) => any } {
  const set = () => n
  const gone = () => undefined
  const end = Math.min(k + MANY, keys)
  switch (what) {
    case 0:
    case 1:
      return { from: k, to: k + 1, to_: set }
    case 2:
      return { from: (k * 7) % keys, to: ((k * 7) % keys) + 1, to_: set }
    case 3:
    case 4:
      return { from: k, to: k + 1, to_: gone }
    case 6:
      return { from: k, to: k + 1, to_: old => old ?? n }
    case 7:
      return { from: k, to: end, to_: set }
    case 8:
      return { from: k, to: end, to_: gone }
    case 10:
      return { from: 0, to: k % 3 === 0 ? keys : 0, to_: gone }
    default:
      return { from: 0, to: 0, to_: old => old }
  }
}

let last: any[] | undefined

/** What is wrong with the values of all keys, given what they were when this was last asked and the calls since. */
export function possible(log: Log, first: number, end: number, state: any[]): string | undefined {
  last ??= state.map(() => undefined)
  const values = last.map(value => new Set([value]))
  for (let n = first; n < end; n++) {
    const { from, to, to_ } = effectOf(log.what[n]!, log.key[n]!, n, state.length)
    for (let k = from; k < to; k++) {
      const made = [...values[k]!].map(to_)
      if (log.done[n] === 1) values[k] = new Set(made)
      else for (const value of made) values[k]!.add(value)
    }
  }
  last = state
  for (const [k, value] of state.entries()) {
    if (!values[k]!.has(value)) return `key ${k} is ${value}, not one of ${[...values[k]!].join()}`
  }
  return undefined
}
