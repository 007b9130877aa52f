// A scenario: a table as it is at the beginning, and what each thread does. How it is set up, and how what came of a run is judged.

import { IDENTITY, keyOf } from '../swiss/hashes.js'
import { KEYED, ofBytes, PAIRED } from './build.js'
import { type Deed, type Deeds, deedsOn, operationsOn, type World } from './deeds.js'
import { isLinearizable } from './history.js'
import { BUCKET, GROWING, HASH_WORDS, HEAP_LOCK, hashOf, SEGMENTS, WORD_DESCRIPTOR, wordsOf } from './layout.js'
import { type Exports, Machine, type Outcome, type Turn } from './machine.js'
import { structureOf } from './structure.js'

/** A key with that tophash whose hash ends so. */
export const keyAt = (top: number, low: number) => keyOf(((top << 24) | low) >>> 0)

const CLASS = 1

/** Entries of a table that takes up most of the memory. */
const TRACED_ENTRIES = 4096

/** A key whose hash begins as its own first byte in memory and ends as those of chain 0 do: 4 words of it make any bucket have it. */
function traceKey(): number {
  for (let key = 2; ; key++)
    if (hashOf(key) >>> 24 === (key & 0xff) && (key & 0xff) > 1 && hashOf(key) % 8 === 0) return key
}

/** A key that no table has but that memory is full of. */
export const TRACE = traceKey()
const TRACES = [TRACE, 666, 0x7ffffff0, 0x7ffffff0]

export interface Scenario {
  name: string
  /** Whether keys are bytes. */
  hasBytes?: boolean
  /** Whether all their records are large. */
  hasLarge?: boolean
  /** Entries that the table is made for. */
  hint?: number
  /** Entries at the beginning. */
  entries: readonly (readonly [key: number, value: number])[]
  /** More that is done before, after the entries. */
  prepare?(stage: Stage): Promise<void> | void
  threads(deeds: Deeds, stage: Stage): Deed[][]
  /** The thread that may die at each place where V8 can stop it. What it leaves is then recovered, and all goes on. */
  mortal?: number
  /** Judges a run in place of the usual checks of the table. */
  judge?(stage: Stage, outcome: Outcome): string[]
  /** Preemptions up to which it is run without being asked for more. */
  bound: number
}

/** A scenario that is set up. */
export class Stage {
  readonly world: World
  readonly deeds: Deeds
  readonly machine: Machine
  readonly programs: Deed[][] = []
  /** The entries as each run finds them. */
  readonly initial = new Map<number, number>()
  /** Bytes of the heap in use before there was a table. */
  usedBefore = 0
  /** A thread beside those of the programs, with which tables are prepared. */
  readonly ghost: number
  private readonly threads: number

  private constructor(
    readonly scenario: Scenario,
    module: WebAssembly.Module,
  ) {
    this.world = { table: 0, serial: 0, hasBytes: scenario.hasBytes === true }
    this.deeds = deedsOn(this.world)
    this.threads = scenario.threads(this.deeds, this).length + (scenario.mortal === undefined ? 0 : 1)
    this.ghost = this.threads
    this.machine = new Machine(module, this.threads + 1)
  }

  static async of(scenario: Scenario, module: WebAssembly.Module): Promise<Stage> {
    const stage = new Stage(scenario, module)
    await stage.setUp()
    return stage
  }

  /** Of the checker. */
  exports!: Exports

  private async setUp(): Promise<void> {
    const { machine, scenario, world } = this
    this.exports = machine.checker
    for (let i = 0; i <= this.threads; i++) machine.ids.push(await machine.call(i, 'enterThread'))
    this.exports.enterThread!()
    this.leaveTraces()
    if (world.hasBytes) await this.setUpBytes()
    const { exports } = this
    this.usedBefore = exports.heapUsed!()
    world.table = exports.create!(CLASS, scenario.hint ?? 0, ...IDENTITY)
    if (world.hasBytes) this.setUpHash()
    world.serial = exports.tableSerial!(world.table)
    for (let i = 0; i <= this.threads; i++) await this.attach(i)
    for (const [key, value] of scenario.entries) exports.set!(world.table, key, value)
    await scenario.prepare?.(this)
    this.programs.push(...scenario.threads(this.deeds, this))
    if (scenario.mortal !== undefined) this.setUpDeath(scenario.mortal)
    machine.keep()
    const { entries, problems } = structureOf(machine.words, world.table, false, world.hasBytes)
    if (problems.length > 0) throw new Error(`${scenario.name} begins with ${problems.join(', ')}`)
    for (const [key, value] of entries) this.initial.set(key, value)
  }

  /** Exports of tables are those for keys of bytes from now on: whoever calls one stages the key. */
  private async setUpBytes(): Promise<void> {
    const { machine } = this
    const places: number[] = []
    const { checker } = machine
    for (let i = 0; i <= this.threads; i++) places.push(await machine.call(i, 'threadStaging'))
    const own: number = checker.threadStaging!()
    const staged = (place: number, args: unknown[]): unknown[] => {
      machine.words.set(wordsOf(args[1] as number), place / 4)
      return [args[0], WORD_DESCRIPTOR, ...args.slice(2)]
    }
    machine.translate = (thread, name, args) => [
      PAIRED.includes(name) ? ofBytes(name) : name,
      KEYED.includes(name) ? staged(places[thread]!, args) : args,
    ]
    const forChecker = PAIRED.map((name): [string, Exports[string]] => {
      const run = checker[ofBytes(name)]!
      return [name, KEYED.includes(name) ? (...args) => run(...staged(own, args)) : run]
    })
    this.exports = { ...checker, ...Object.fromEntries(forChecker) }
  }

  /** The hash of a key is that of its first 4 bytes with the words of `IDENTITY`. */
  private setUpHash(): void {
    const { machine, world } = this
    const at = (world.table + HASH_WORDS) / 4
    machine.words.fill(0, at, at + 2 * 21)
    // The second of the first pair is 2^32.
    machine.words[at + 3] = 1
  }

  /** Memory that was in use reads as buckets with an entry of `TRACE`, and pointers to nowhere. */
  private leaveTraces(): void {
    const { exports, machine } = this
    const table = exports.create!(CLASS, TRACED_ENTRIES, ...IDENTITY)
    const B = exports.tableBits!(table)
    for (let k = 0; k <= B; k++) {
      const first = k === 0 ? 0 : 2 ** (k - 1)
      const from = (machine.words[(table + SEGMENTS) / 4 + k]! + first * BUCKET) / 4
      for (let i = 0; i < (Math.max(first, 1) * BUCKET) / 4; i++) machine.words[from + i] = TRACES[i & 3]!
    }
    exports.tableDestroy!(table)
    exports.tableDetach!(table)
  }

  async attach(thread: number): Promise<void> {
    const { world, machine } = this
    if (!(await machine.call(thread, 'attach', world.table, world.serial, CLASS))) throw new Error('no such table')
  }

  private setUpDeath(mortal: number): void {
    const { machine, deeds } = this
    machine.mortal = mortal
    machine.reaper = this.programs.length
    this.programs.push([
      deeds.other('noteDead', machine.ids[mortal]!),
      deeds.other('recoverThread', machine.ids[mortal]!),
    ])
  }

  /** Gives a thread an overflow bucket of its own in stock. Precondition: the first bucket of the key's chain is full. */
  async stockUp(thread: number, key: number): Promise<void> {
    await this.machine.call(thread, 'set', this.world.table, key, 0)
    await this.machine.call(thread, 'remove', this.world.table, key)
  }

  /** Lets the table begin to grow, by the insert of a key, and leaves the rest, the insert included, to others. */
  async beginGrowth(key: number): Promise<void> {
    const { machine, world } = this
    await machine.abandon(this.ghost, 'set', [world.table, key, 0], () => {
      return (machine.words[world.table >>> 2]! & GROWING) !== 0 && machine.words[HEAP_LOCK >>> 2] === 0
    })
  }

  /** Uses the memory up, down to the last few overflow buckets. */
  exhaust(): void {
    const { exports } = this
    let last = 0
    for (let table = -1; table !== 0; last = table || last) table = exports.create!(CLASS, 0, ...IDENTITY)
    for (let i = 0; exports.set!(last, keyAt(i & 0xff, i & ~0xff), 0) >= 0; i++);
  }

  run(prefix: readonly number[], preemptions: number): Promise<Outcome> {
    return this.machine.run(this.programs, prefix, preemptions)
  }

  repeat(script: readonly Turn[]): Promise<Outcome> {
    return this.machine.repeat(this.programs, script)
  }

  /** What is wrong with a run and what it has left in memory. */
  problemsOf(outcome: Outcome): string[] {
    if (outcome.failure !== undefined) return [outcome.failure]
    try {
      if (this.scenario.judge) return this.scenario.judge(this, outcome)
      if (outcome.hasDied) this.recover()
      return this.tableProblems(outcome)
    } catch (error) {
      return [String(error)]
    }
  }

  private recover(): void {
    this.exports.recoverThread!(this.machine.ids[this.scenario.mortal!])
  }

  /** Those of the table, and of what was answered, key by key. */
  tableProblems(outcome: Outcome): string[] {
    const { machine, world } = this
    const mayLack = outcome.hasDied
    const { entries, problems } = structureOf(machine.words, world.table, mayLack, world.hasBytes)
    const keys = new Set([
      ...this.initial.keys(),
      ...entries.keys(),
      ...this.programs.flat().flatMap(deed => deed.keys),
    ])
    for (const key of keys) {
      const value = entries.get(key)
      problems.push(...this.keyProblems(key, value, outcome), ...this.lookUp(key, value))
    }
    const size = this.exports.tableCount!(world.table)
    if (size !== entries.size) problems.push(`the size is ${size}, ${entries.size} are there`)
    if (problems.length > 0 || !outcome.hasDied) return problems
    // Life goes on: writes finish what is begun, and nobody waits.
    for (const key of keys) this.exports.set!(world.table, key, 1)
    const after = structureOf(machine.words, world.table, mayLack, world.hasBytes)
    if (machine.words[world.table >>> 2]! & GROWING) after.problems.push('the growth has no end')
    if (after.entries.size !== keys.size)
      after.problems.push(`${after.entries.size} of ${keys.size} are there in the end`)
    return after.problems
  }

  private keyProblems(key: number, value: number | undefined, { events }: Outcome): string[] {
    const operations = operationsOn(key, events)
    const before = this.initial.get(key)
    if (operations.length === 0) return before === value ? [] : [`key ${nameOf(key)} was ${before} and is ${value}`]
    const last = this.deeds.get(key)
    operations.push({
      name: 'in the end',
      start: Number.MAX_VALUE,
      end: Number.MAX_VALUE,
      isOptional: false,
      apply: v => last.step(key, v, value ?? -1, false),
    })
    if (isLinearizable(before, operations)) return []
    return [`no order explains what was answered of key ${nameOf(key)}, ${before} at first and ${value} in the end`]
  }

  private lookUp(key: number, value: number | undefined): string[] {
    const got = this.exports.get!(this.world.table, key, -1)
    return got === (value ?? -1) ? [] : [`a look-up of key ${nameOf(key)} gives ${got} and not ${value}`]
  }
}

/** A key by its hash. */
export const nameOf = (key: number) => `${key} (${hashOf(key).toString(16).padStart(8, '0')})`
