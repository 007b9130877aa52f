/** Asks a process of its own for one measurement. */
import { askScript } from '../common/children.js'
import type { Answer, Job, Kind } from './jobs.js'

export const ask = <K extends Kind>(node: string, job: Job<K>) =>
  askScript<Answer<K>>(node, 'bench/grid/worker.ts', job)

/** Every run and round has its own data, the same for all implementations. */
export const seedOf = (round: number) => 0x746f70 + 7919 * round
