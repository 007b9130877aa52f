/** A process that soaks until its time is up, and writes a sample now and then. */

import './finalisers.js'
import { measure } from './meter.js'
import type { Options } from './options.js'
import { Soak } from './soak.js'

/** Milliseconds of work between two rests. */
const SLICE = 50

const rest = (milliseconds: number) => new Promise(resolve => setTimeout(resolve, milliseconds))

async function work({ minutes, seed, duty, every }: Options): Promise<void> {
  const start = performance.now()
  const seconds = () => (performance.now() - start) / 1000
  const soak = new Soak(seed)
  for (let next = every; seconds() < minutes * 60; ) {
    const from = performance.now()
    while (performance.now() - from < SLICE) soak.step()
    await rest(SLICE * (1 / duty - 1))
    if (seconds() < next) continue
    next += every
    soak.verify()
    const sample = await measure(soak.residents, soak.operations, Math.round(seconds()))
    process.stdout.write(`${JSON.stringify(sample)}\n`)
  }
}

await work(JSON.parse(process.argv[2]!) as Options)
