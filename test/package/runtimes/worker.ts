// The worker that workerd runs: each request is answered with the outcome as JSON. No bytes may be compiled there, so the
// module is handed over, as it is by everyone who uses the package in such a worker.

import { init } from 'tophash'
import wasm from 'tophash/wasm'
import { run } from './run.js'

if (process.env.BACKEND === 'simd') await init(wasm)

export default {
  async fetch(): Promise<Response> {
    return Response.json(await run())
  },
}
