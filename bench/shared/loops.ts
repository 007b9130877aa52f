// The loops that are measured, for a `Map` and for a map of tophash/shared alike. All check what they have read.

export interface Numbers {
  get(key: number): number | undefined
  set(key: number, value: number): unknown
}

/** Seeded random integers that do not repeat a short sequence. */
export function randomly(seed: number): () => number {
  let s = seed | 0
  return () => {
    s = (s + 0x9e3779b9) | 0
    let x = Math.imul(s ^ (s >>> 16), 0x21f0aaad)
    x = Math.imul(x ^ (x >>> 15), 0x735a2d97)
    return (x ^ (x >>> 15)) >>> 0
  }
}

/** Key number `i`: all are different, and in no order. */
export const keyOf = (i: number) => Math.imul(i, 0x9e3779b1) | 0

export function fill(map: Numbers, from: number, to: number): void {
  for (let i = from; i < to; i++) map.set(keyOf(i), i)
}

/** Reads of random keys of the first `n`; the nanoseconds of one. */
export function reads(map: Numbers, n: number, ops: number, seed: number): number {
  const random = randomly(seed)
  const picks = Int32Array.from({ length: 65_536 }, () => random() % n)
  const start = performance.now()
  let wrong = 0
  for (let i = 0; i < ops; i++) {
    // Another order each time through.
    const pick = picks[(i + (i >>> 16) * 40_503) & 0xffff]!
    const key = (pick + i) % n
    if (map.get(keyOf(key)) === undefined) wrong++
  }
  if (wrong > 0) throw new Error(`${wrong} keys are not there`)
  return ((performance.now() - start) * 1e6) / ops
}

/** Sets keys that are there; `share` of the operations, out of 16, are reads. */
export function writes(map: Numbers, n: number, ops: number, seed: number, share: number): number {
  const random = randomly(seed)
  const picks = Int32Array.from({ length: 65_536 }, () => random())
  const start = performance.now()
  let wrong = 0
  for (let i = 0; i < ops; i++) {
    const pick = picks[(i + (i >>> 16) * 40_503) & 0xffff]!
    const key = ((pick >>> 4) + i) % n
    if ((pick & 15) < share) {
      if (map.get(keyOf(key)) === undefined) wrong++
    } else map.set(keyOf(key), i)
  }
  if (wrong > 0) throw new Error(`${wrong} keys are not there`)
  return ((performance.now() - start) * 1e6) / ops
}
