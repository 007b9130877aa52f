// Selects the Wasm binary of this run before any map is made.

import { readFileSync } from 'node:fs'
import { init } from '../src/index.js'
import { backend, isWasm } from './backend.js'

if (isWasm) {
  const file =
    process.env.WASM_FILE ?? new URL(`../build/tophash-${backend === 'heap' ? 'simd' : backend}.wasm`, import.meta.url)
  await init(new WebAssembly.Module(readFileSync(file)))
}
