// Selects the Wasm binary of this run before any map is made.

import { readFileSync } from 'node:fs'
import { backend, init, isWasm } from './backend.js'

/** Of those that are no name of a build. */
const FILES: Record<string, string> = { heap: 'simd', 'swiss-heap': 'swiss' }

if (isWasm) {
  const file = process.env.WASM_FILE ?? new URL(`../build/tophash-${FILES[backend] ?? backend}.wasm`, import.meta.url)
  await init(new WebAssembly.Module(readFileSync(file)))
}
