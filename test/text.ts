// How random tests run, and what they print.

/**
 * How random tests run. `FC_SEED` replays a seed, that of the hashes too (of a run of one file and its
 * order of tests); without it fast-check draws one and prints it when a test fails.
 * `FC_QUICK` stops at the first failure without looking for a smaller one.
 */
export const replay: { seed?: number; endOnFailure?: boolean } = {
  ...(process.env.FC_SEED && { seed: Number(process.env.FC_SEED) }),
  ...(process.env.FC_QUICK && { endOnFailure: true }),
}

/** JSON of an inspection, with what JSON lacks. */
export function textOf(inspection: unknown): string {
  return JSON.stringify(inspection, (_, value) => {
    if (typeof value === 'bigint') return `${value}n`
    if (value instanceof Uint8Array) return `bytes ${Buffer.from(value).toString('latin1')}`
    return typeof value === 'number' && !Number.isFinite(value) ? String(value) : value
  })
}
