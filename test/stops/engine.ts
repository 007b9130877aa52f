// The space under test: an instance of the instrumented binary whose memory can be set back to what it was before the first
// map, and an instance of the checked build that looks at images of it.

import { pairName, SHARES_SIZE, type ValueWire } from '../../scripts/wires.js'
import { Body } from '../../src/body/body.js'
import { insideOf } from '../../src/body/door.js'
import { scalarOf } from '../../src/kinds/index.js'
import { ANY, SET } from '../../src/kinds/kind.js'
import type { RawExports } from '../once.js'
import { makeWith } from '../space.js'
import { type Counter, countedModule, counterOf } from './instrument.js'

/** What is inside a Reclaimer. */
interface Insides {
  registry: { register(guard: object, tables: number[]): void }
  readonly shared: { readonly tables: number[] }
}

/** So many places are never passed by what ends. */
const FAR = 2 ** 31 - 1
/** What follows a stop passes at most so many: more is a loop without end. */
const WATCHED = 3_000_000
/** Changes of the heap that make its checker walk over all blocks there can be in these tests. */
const CHANGES = 40

export class Hangs extends Error {}

/** What became of a call that was to be stopped. */
export interface Outcome {
  /** Whether it got as far as the stop. */
  isStopped: boolean
  result: unknown
  /** What it threw. */
  error: unknown
}

/** The functions that were stopped: innermost first, without the folders and types: what is exported for a pair is the same for all pairs. */
export function functionsOf(error: unknown): string {
  const lines = String((error as Error)?.stack).split('\n')
  const names = lines.flatMap(line => /at (\S+) \(wasm:/.exec(line)?.[1] ?? [])
  return names
    .filter(name => name !== 'stops/tick')
    .map(name => name.replace(/^.*?([^/]+\/[^/<]+)(<.*)?$/, '$1').replace(/^\w+-\w+\//, 'kinds/'))
    .join(' < ')
}

export class StopEngine {
  readonly exports: RawExports
  readonly memory: WebAssembly.Memory
  private readonly counter: Counter
  private readonly untouched: Uint8Array
  private readonly checker: { exports: RawExports; memory: WebAssembly.Memory; counter: Counter }

  /** @param pages of memory, which cannot grow: an image of it is then complete */
  constructor(build: 'simd' | 'swar', pages: number) {
    const space = makeWith(countedModule(build), pages, pages)
    this.exports = space.exports as RawExports
    this.reclaimer = space.reclaimer as unknown as Insides
    this.reclaimer.registry = { register: (_, tables) => this.guarded.push(tables) }
    this.memory = (space.memory as unknown as { memory: WebAssembly.Memory }).memory
    this.counter = counterOf(this.exports as never)
    this.untouched = new Uint8Array(this.memory.buffer).slice()
    const memory = new WebAssembly.Memory({ initial: pages, maximum: pages })
    const abort = (at: number) => {
      const bytes = new DataView(memory.buffer).getUint32(at - 4, true)
      throw new Error(new TextDecoder('utf-16le').decode(new Uint8Array(memory.buffer, at, bytes)))
    }
    const { exports } = new WebAssembly.Instance(countedModule('checked'), { env: { memory, abort } })
    this.checker = { exports: exports as RawExports, memory, counter: counterOf(exports) }
    this.statics = new Uint8Array(memory.buffer).slice(STATICS, STATICS_END)
  }

  private readonly statics: Uint8Array
  private readonly reclaimer: Insides
  /** The tables that finalisers would free, in the lists of their guards. */
  private readonly guarded: number[][] = []

  /** The memory as it was before the first map. */
  reset(): void {
    new Uint8Array(this.memory.buffer).set(this.untouched)
    this.guarded.length = 0
    // The next small table then begins another list.
    this.reclaimer.shared.tables.length = 0
  }

  /** The tables that are freed when all maps are gone. */
  get tables(): number[] {
    return this.guarded.flat().filter(table => table !== 0)
  }

  image(): Uint8Array {
    return new Uint8Array(this.memory.buffer).slice()
  }

  restore(image: Uint8Array): void {
    new Uint8Array(this.memory.buffer).set(image)
  }

  /** Calls `run`, stopped at the place that it comes to as `count`th. */
  stop(count: number, run: () => unknown, span = 1): Outcome {
    const { left } = this.counter
    this.counter.span.value = span
    left.value = count
    try {
      const result = run()
      return { isStopped: left.value <= 0, result, error: undefined }
    } catch (error) {
      return { isStopped: left.value <= 0, result: undefined, error }
    } finally {
      left.value = FAR
      this.counter.span.value = 1
    }
  }

  /** How many places a call passes. */
  count(run: () => unknown): number {
    const { left } = this.counter
    left.value = FAR
    run()
    const passed = FAR - left.value
    left.value = FAR
    return passed
  }

  /** Calls `run`, but not for ever. */
  watch<T>(run: () => T): T {
    return watched(this.counter, run)
  }

  get used(): number {
    return this.exports.heapUsed()
  }

  /** @throws what does not hold in the heap and in these maps, of an image of the memory */
  check(maps: readonly object[]): void {
    const { exports, memory, counter } = this.checker
    const bytes = new Uint8Array(memory.buffer)
    bytes.set(new Uint8Array(this.memory.buffer))
    bytes.set(this.statics, STATICS)
    watched(counter, () => {
      for (let i = 0; i < CHANGES; i++) {
        const table = exports.tableCreate!(1, 1, 0)
        if (table !== 0) exports.tableDestroy!(table)
      }
      for (const map of maps) for (const body of bodiesOf(map)) checkTable(exports, body)
    })
  }
}

/** The static data of the checked build, the messages of its aborts, is its own. */
const STATICS = 8192
const STATICS_END = 13312

function watched<T>({ left }: Counter, run: () => T): T {
  left.value = WATCHED
  try {
    return run()
  } catch (error) {
    if (left.value <= 0) throw new Hangs(`does not end: ${functionsOf(error).split(' < ')[0]}`)
    throw error
  } finally {
    left.value = FAR
  }
}

/** The bodies of a map or set that have a table. */
export function bodiesOf(map: object): Body[] {
  const inside = insideOf(map)
  const all = inside instanceof Body ? [inside] : Object.values((inside as any).bodies as Record<string, Body>)
  return all.filter(body => body.hasTable)
}

/** A call for no key at all, which the checked build checks as any other. */
function checkTable(exports: RawExports, body: Body): void {
  const { keys } = body.traits
  const wire: ValueWire = body.kind === SET ? 'none' : body.kind === ANY ? 'u32' : scalarOf(body.kind)!.wire
  const pair = pairName(keys.wire, SHARES_SIZE[wire])
  if (keys.wire === 'bytes') exports[`${pair}RemoveRanges`]!(body.table, 0, 0)
  else exports[`${pair}RemoveMany`]!(body.table, 0, 0)
}
