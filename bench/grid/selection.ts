/** The grid that the options leave, and the file that its results go to. */
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { type Implementation, PEERS } from '../common/implementations.js'
import { RESULTS } from '../common/root.js'
import { rowName } from '../common/rows.js'
import type { LatencySpec } from '../latency/spec.js'
import type { CollectionSpec, MemorySpec } from '../memory/spec.js'
import { availablePeers } from '../peers/adapters.js'
import { peerRows } from '../peers/rows.js'
import type { Grid, SampleCell } from './cells.js'
import { fullGrid } from './full.js'
import type { Options } from './options.js'
import { sampleName } from './run.js'
import { latencyGrid, smallGrid } from './small.js'

/** The small grid's rounds and budget, with rows of its own. */
const peersGrid = async (): Promise<Grid> => {
  const peers = await availablePeers(PEERS, line => process.stderr.write(`${line}\n`))
  return { ...smallGrid(false), speed: peerRows(peers), latency: [], memory: [], collection: [] }
}

const wholeGrid = (options: Options): Grid | Promise<Grid> => {
  if (options.latency) return latencyGrid(options.latency)
  if (options.peers) return peersGrid()
  return options.full ? fullGrid() : smallGrid(options.floors)
}

type Spec = LatencySpec | MemorySpec | CollectionSpec

/** A growth over many doublings cannot be cut at its beginning alone. */
const cut = <S extends Spec>(job: S, largest: number): S => {
  const shorter = { ...job, n: Math.min(job.n, largest) }
  return 'to' in shorter && shorter.to > 2 * largest ? { ...shorter, to: 2 * largest } : shorter
}

/** What was cut may be the same as another. */
const different = <S extends Spec>(cells: SampleCell<S>[]) =>
  cells.filter(({ job }, i) => cells.findIndex(other => isDeepStrictEqual(other.job, job)) === i)

export const gridOf = async (options: Options): Promise<Grid> => {
  const grid = await wholeGrid(options)
  const { filter = '', implementations: chosen, n: largest = Number.POSITIVE_INFINITY, rounds } = options
  const among = <C extends { implementations: readonly Implementation[] }>(cell: C): C =>
    chosen ? { ...cell, implementations: chosen } : cell
  const samples = <S extends Spec>(cells: SampleCell<S>[], kind: 'latency' | 'memory' | 'collection') =>
    different(
      cells
        .filter(({ job }) => sampleName(kind, job).includes(filter))
        .map(cell => ({ ...among(cell), job: cut(cell.job, largest), runs: rounds ?? cell.runs })),
    )
  return {
    ...grid,
    rounds: rounds ?? grid.rounds,
    speed: grid.speed.filter(c => c.row.n <= largest && rowName(c.row).includes(filter)).map(among),
    latency: samples(grid.latency, 'latency'),
    memory: samples(grid.memory, 'memory'),
    collection: samples(grid.collection, 'collection'),
  }
}

/** Only a whole grid becomes the file that the README is made from. */
export const outputOf = (options: Options) => {
  const isPart =
    options.filter ?? options.implementations ?? options.n ?? options.latency ?? (options.floors || undefined)
  const whole = options.peers ? 'peers.json' : 'latest.json'
  return options.out ?? join(RESULTS, isPart === undefined ? whole : 'partial.tmp')
}
