// Each fixed address is that of one thing.

import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const text = readFileSync(new URL('../../assembly/memory/addresses.ts', import.meta.url), 'utf8')
const addresses = [...text.matchAll(/^export const (\w+): usize = (\d+);/gm)]
  .filter(([, name]) => !/_BYTES$/.test(name!))
  .map(([, name, address]) => ({ name: name!, address: Number(address) }))
  .sort((a, b) => a.address - b.address)

/** Bytes of what is one a thread. */
const THREADS = 64
const SIZES: Record<string, number> = {
  THREAD_NAMES: 4 * THREADS,
  THREAD_AREAS: 4 * THREADS,
  THREAD_BLOCKS: 8 * THREADS,
}

test('no two things are at one address, and lists of all threads have room', () => {
  expect(addresses.length).toBeGreaterThan(25)
  for (const [i, { name, address }] of addresses.slice(0, -1).entries()) {
    const next = addresses[i + 1]!
    expect(next.address, `${next.name} is behind ${name}`).toBeGreaterThanOrEqual(address + (SIZES[name] ?? 4))
  }
  const names = addresses.map(({ name }) => name)
  for (const name of Object.keys(SIZES)) expect(names).toContain(name)
})
