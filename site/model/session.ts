// One table in every build at once, and one of the other layout: each operation runs on all of them, and their answers must
// agree.

import type { Stats } from '../../src/spaces/layouts/buckets.js'
import { Feed, type Mode, type Operation, Roster, type Source } from './feed.js'
import { fingerprint } from './fingerprint.js'
import { type Growth, triggerOf } from './growth.js'
import { KEY_KINDS, type KeyKind } from './keys.js'
import {
  type AnyTable,
  type Snapshot,
  type SwissTable,
  snapshotOf,
  swissSnapshotOf,
  type Table,
  type TableOptions,
} from './snapshot.js'
import { growthOf, type SwissGrowth, type SwissSnapshot, type SwissStats } from './swiss.js'
import { wordsOf } from './words.js'

/** How to make the table in one of the builds. */
export interface Build {
  readonly id: string
  readonly make: (options: TableOptions) => Table
}

/** The same for the other layout. */
export interface SwissBuild {
  readonly id: string
  readonly make: (options: TableOptions) => SwissTable
}

export interface Outcome {
  operation: Operation
  /** What the call returned. */
  result: unknown
  /** Whether a `set` added an entry. */
  isNew: boolean
  growth: Growth | undefined
  swissGrowth: SwissGrowth | undefined
}

function run(table: AnyTable<unknown, unknown>, operation: Operation): unknown {
  switch (operation.kind) {
    case 'set':
      return table.set(operation.key, operation.value) && undefined
    case 'get':
      return table.get(operation.key)
    case 'delete':
      return table.delete(operation.key)
    default:
      return table[operation.kind]()
  }
}

export class Session<B extends Build = Build> {
  readonly options: TableOptions
  readonly builds: readonly B[]
  readonly swissBuild: SwissBuild
  readonly roster = new Roster()
  readonly keys: KeyKind
  readonly feed: Feed
  readonly growths: Growth[] = []
  readonly swissGrowths: SwissGrowth[] = []
  /** Operations so far. */
  operations = 0
  stats: Stats
  swissStats: SwissStats
  readonly #swiss: SwissTable
  readonly #tables: readonly Table[]
  #words: { generation: number; words: Uint32Array } | undefined

  constructor(builds: readonly B[], swissBuild: SwissBuild, options: TableOptions) {
    this.builds = builds
    this.swissBuild = swissBuild
    this.options = options
    this.keys = KEY_KINDS[options.keys]
    this.feed = new Feed(this.keys)
    this.#tables = builds.map(build => build.make(options))
    this.stats = this.#tables[0]!.stats()
    this.#swiss = swissBuild.make(options)
    this.swissStats = this.#swiss.stats()
  }

  /** The words that the table hashes with now. */
  get words(): Uint32Array {
    const generation = this.#tables[0]!.generation()
    if (this.#words?.generation !== generation) {
      this.#words = { generation, words: wordsOf(this.options.seed, generation, this.keys) }
    }
    return this.#words!.words
  }

  /** Runs an operation on every build. @throws Error if their answers differ */
  apply(operation: Operation): Outcome {
    const { stats: before, swissStats: swissBefore } = this
    const result = run(this.#tables[0]!, operation)
    for (const [i, table] of this.#tables.entries()) {
      if (i > 0) this.#expectSame(this.builds[i]!.id, run(table, operation), result)
    }
    this.#expectSame(this.swissBuild.id, run(this.#swiss, operation), result)
    this.operations++
    this.stats = this.#tables[0]!.stats()
    this.swissStats = this.#swiss.stats()
    this.#note(operation)
    const isSet = operation.kind === 'set'
    const growth = isSet ? this.#growth(before) : undefined
    const swissGrowth = isSet ? growthOf(swissBefore, this.swissStats, this.operations) : undefined
    if (swissGrowth !== undefined) this.swissGrowths.push(swissGrowth)
    return { operation, result, isNew: this.stats.size > before.size, growth, swissGrowth }
  }

  #expectSame(id: string, result: unknown, expected: unknown): void {
    if (result !== expected) throw new Error(`${id} answered ${result}, ${this.builds[0]!.id} answered ${expected}`)
  }

  /** The next operation of the feed, on every build. */
  step(source: Source, mode: Mode): Outcome {
    return this.apply(this.feed.next(source, mode, this.roster, this.words, this.operations + 1))
  }

  snapshot(build = 0): Snapshot {
    return snapshotOf(this.#tables[build]!, this.options.seed, this.keys)
  }

  swissSnapshot(): SwissSnapshot {
    return swissSnapshotOf(this.#swiss, this.options.seed, this.keys)
  }

  /** One of each build. */
  fingerprints(): string[] {
    return this.#tables.map(table => fingerprint(table.inspect()))
  }

  /** Gives the memory of the tables back. */
  dispose(): void {
    for (const table of [...this.#tables, this.#swiss]) table.clear()
  }

  #note(operation: Operation): void {
    if (operation.kind === 'set') this.roster.add(operation.key)
    else if (operation.kind === 'delete') this.roster.delete(operation.key)
    else if (operation.kind === 'clear') this.roster.clear()
  }

  #growth(before: Stats): Growth | undefined {
    const trigger = triggerOf(before, this.stats)
    if (trigger === undefined) return undefined
    const { B, size } = this.stats
    const { overflowBuckets, B: fromB } = before
    const growth = { trigger, operation: this.operations, size, fromB, toB: B, overflowBuckets }
    this.growths.push(growth)
    return growth
  }
}
