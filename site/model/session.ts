// One table in every build at once: each operation runs on all of them, and their answers must agree.

import type { Stats } from '../../src/spaces/layouts/buckets.js'
import { Feed, type Mode, type Operation, Roster, type Source } from './feed.js'
import { fingerprint } from './fingerprint.js'
import { type Growth, triggerOf } from './growth.js'
import { KEY_KINDS, type KeyKind } from './keys.js'
import { type Snapshot, snapshotOf, type Table, type TableOptions } from './snapshot.js'
import { wordsOf } from './words.js'

/** How to make the table in one of the builds. */
export interface Build {
  readonly id: string
  readonly make: (options: TableOptions) => Table
}

export interface Outcome {
  operation: Operation
  /** What the call returned. */
  result: unknown
  /** Whether a `set` added an entry. */
  isNew: boolean
  growth: Growth | undefined
}

function run(table: Table, operation: Operation): unknown {
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
  readonly roster = new Roster()
  readonly keys: KeyKind
  readonly feed: Feed
  readonly growths: Growth[] = []
  /** Operations so far. */
  operations = 0
  stats: Stats
  readonly #tables: readonly Table[]
  #words: { generation: number; words: Uint32Array } | undefined

  constructor(builds: readonly B[], options: TableOptions) {
    this.builds = builds
    this.options = options
    this.keys = KEY_KINDS[options.keys]
    this.feed = new Feed(this.keys)
    this.#tables = builds.map(build => build.make(options))
    this.stats = this.#tables[0]!.stats()
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
    const before = this.stats
    const [result, ...others] = this.#tables.map(table => run(table, operation))
    for (const [i, other] of others.entries()) {
      if (other !== result) {
        throw new Error(`${this.builds[i + 1]!.id} answered ${other}, ${this.builds[0]!.id} answered ${result}`)
      }
    }
    this.operations++
    this.stats = this.#tables[0]!.stats()
    this.#note(operation)
    const growth = operation.kind === 'set' ? this.#growth(before) : undefined
    return { operation, result, isNew: this.stats.size > before.size, growth }
  }

  /** The next operation of the feed, on every build. */
  step(source: Source, mode: Mode): Outcome {
    return this.apply(this.feed.next(source, mode, this.roster, this.words, this.operations + 1))
  }

  snapshot(build = 0): Snapshot {
    return snapshotOf(this.#tables[build]!, this.options.seed, this.keys)
  }

  /** One of each build. */
  fingerprints(): string[] {
    return this.#tables.map(table => fingerprint(table.inspect()))
  }

  /** Gives the memory of the tables back. */
  dispose(): void {
    for (const table of this.#tables) table.clear()
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
