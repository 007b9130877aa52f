// Selects the Wasm binary of this run before any map is made, and what the run draws at random where a seed replays it.

import { readFileSync } from 'node:fs'
import { backend, init, isWasm } from './backend.js'
import { replay } from './text.js'

/** Of those that are no name of a build. */
const FILES: Record<string, string> = { heap: 'simd', 'swiss-heap': 'swiss', shared: 'simd' }

// Where entries lie decides what a random test meets: a seed that left the hashes to chance would replay half a test.
if (replay.seed !== undefined) crypto.getRandomValues = seeded(replay.seed)

/** A process runs several files of tests, with one instance. */
const process_ = globalThis as { hasBinary?: boolean }

if (isWasm && !process_.hasBinary) {
  process_.hasBinary = true
  const file = process.env.WASM_FILE ?? new URL(`../build/tophash-${FILES[backend] ?? backend}.wasm`, import.meta.url)
  await init(new WebAssembly.Module(readFileSync(file)))
}

/** A generator in place of the platform's: Steele and Vigna's splitmix of 32 bits. */
function seeded(seed: number): typeof crypto.getRandomValues {
  let state = seed
  const next = (): number => {
    state = (state + 0x9e3779b9) | 0
    let z = Math.imul(state ^ (state >>> 16), 0x21f0aaad)
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97)
    return (z ^ (z >>> 15)) & 0xff
  }
  return array => {
    if (array === null) return array
    const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength)
    for (let i = 0; i < bytes.length; i++) bytes[i] = next()
    return array
  }
}
