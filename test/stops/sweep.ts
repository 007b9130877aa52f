// One operation on one kind in one state, stopped at every place in turn.

import { KeyMap } from '../ids.js'
import { functionsOf, type Outcome, type StopEngine } from './engine.js'
import type { Kind } from './kinds.js'
import type { Operation } from './operations.js'
import type { State } from './states.js'
import { contentsOf, differences, put, Recorded, type Subject, same, subjectOf } from './subject.js'

/** Something that was wrong after a stop. */
export interface Cause {
  operation: string
  kind: string
  state: string
  /** The place, counted from the start of the operation. */
  count: number
  /** The functions that were stopped. */
  at: string
  what: string
}

export interface Case {
  kind: Kind
  state: State
  operation: Operation
}

/** All places and all kinds of values: STOPS=all. Else some of them, other ones for each case. */
export const isThorough = process.env.STOPS === 'all'
/** At least every operation in every state with every kind of keys: STOPS=more. */
export const isBroad = isThorough || process.env.STOPS === 'more'
/** Of a case with more places, so many at its start, at its end and between are stopped at. */
const AT_FIRST = 16
const AT_LAST = 4
const BETWEEN = 10

/** The places to stop at: all, or the first and last ones and some between them. */
function placesOf(total: number, turn: number): number[] {
  const all = Array.from({ length: total }, (_, i) => i + 1)
  if (isThorough || total <= AT_FIRST + AT_LAST + BETWEEN) return all
  const step = (total - AT_FIRST - AT_LAST) / BETWEEN
  const isBetween = (i: number) => Math.floor((i + turn) / step) !== Math.floor((i + turn - 1) / step)
  return all.filter(i => i <= AT_FIRST || i > total - AT_LAST || isBetween(i))
}

/** The maps of one run. */
class Scene {
  readonly neighbour: Subject | undefined
  readonly subject: Subject
  readonly fresh: Subject[] = []

  constructor({ kind, state }: Case) {
    // Where there is no table yet, there is no heap yet either.
    const isFirst = state.name === 'no table yet'
    this.neighbour = isFirst ? undefined : put(subjectOf(kind), 20)
    this.subject = state.prepare(kind)
  }

  get maps(): any[] {
    const { neighbour, subject, fresh } = this
    const made = fresh.map(each => each.map)
    return [...(neighbour === undefined ? [] : [neighbour.map]), subject.map, ...subject.others, ...made]
  }
}

class Wrong extends Error {}

type Step = [name: string, check: () => void]

/** What is wrong, without the numbers and keys that differ from case to case. */
function told(step: string, error: unknown): string {
  const message = error instanceof Error ? error.message : String(error)
  return `${step}: ${message.replace(/\b\d{3,}\b/g, '…')}`
}

function expectSame(found: KeyMap<any>, wanted: KeyMap<any>): void {
  const wrong = differences(found, wanted)
  if (wrong.length > 0) throw new Wrong(`${kindOf(wrong[0]!)}`)
}

/** The kind of a difference. */
const kindOf = (difference: string) =>
  difference.startsWith('lacks')
    ? 'lacks a key'
    : difference.startsWith('has ')
      ? 'has a key too many'
      : 'a value is wrong'

export class Sweep {
  readonly causes: Cause[] = []
  /** Stops so far. */
  stops = 0
  private cases = 0
  private readonly engine: StopEngine

  constructor(engine: StopEngine) {
    this.engine = engine
  }

  /** Sweeps over a case. @param places how many to stop at, evenly spread; by default see `placesOf` */
  run(each: Case, places?: number): void {
    const { engine } = this
    engine.reset()
    // States find out by trying how to be reached.
    each.state.prepare(each.kind)
    engine.reset()
    const scene = new Scene(each)
    const total = engine.count(() => each.operation.run(scene.subject))
    // What remains of it, with nothing stopped: of calls for many keys, the region.
    const spare = this.probe(each, 0, 0)
    const some = Array.from({ length: places ?? 0 }, (_, i) => Math.ceil((total * (i + 1)) / (places! + 1)))
    for (const count of places === undefined ? placesOf(total, this.cases++) : some) this.probe(each, count, spare)
  }

  /** Stops at a place, or nowhere at 0, and looks at everything. Returns the bytes that are held in the end. */
  private probe(each: Case, count: number, spare: number): number {
    const { engine } = this
    engine.reset()
    const scene = new Scene(each)
    const { subject } = scene
    const before = new KeyMap(subject.model)
    const after = new Recorded(subject.model)
    const expected = each.operation.apply(after, subject)
    const outcome = engine.stop(count === 0 ? 2 ** 31 - 1 : count, () => each.operation.run(subject))
    if (outcome.isStopped) this.stops++
    const live = () => scene.maps.filter(map => !isDisposed(map))
    const wrong = (what: string) => {
      const { operation, kind, state } = each
      const names = { operation: operation.name, kind: kind.name, state: state.name }
      this.causes.push({ ...names, count, at: functionsOf(outcome.error), what })
    }
    // What the checker says first tells most; what users would see then comes beside it.
    this.first([['right after', () => engine.check(live())]], wrong)
    let held = 0
    const steps: Step[] = [
      ['the operation', () => checkOutcome(outcome, expected)],
      ['contents', () => checkContents(each, subject, before, after)],
      ['the neighbour', () => checkNeighbour(scene)],
      ['a new map', () => checkNew(each.kind, scene)],
      ['again', () => repeat(each, subject)],
      ['later', () => goOn(subject)],
      ['the neighbour later', () => checkNeighbour(scene)],
      ['at last', () => engine.check(live())],
      [
        'freed',
        () => {
          held = this.freed(count, spare)
        },
      ],
    ]
    this.first(steps, wrong)
    if (count === 0) this.requireSound()
    return held
  }

  /** What fails without a stop is no finding. */
  private requireSound(): void {
    const own = this.causes.find(cause => cause.count === 0)
    if (own !== undefined) throw new Error(`without a stop: ${JSON.stringify(own)}`)
  }

  /** Takes the steps up to the first that fails, and tells that. */
  private first(steps: readonly Step[], wrong: (what: string) => void): void {
    for (const [name, check] of steps) {
      try {
        this.engine.watch(check)
      } catch (error) {
        wrong(told(name, error))
        return
      }
    }
  }

  /** Frees all maps, as finalisers would. Returns how many bytes are held then. */
  private freed(count: number, spare: number): number {
    const { engine } = this
    const { tables } = engine
    if (new Set(tables).size !== tables.length) throw new Wrong('a table is freed twice')
    for (const table of tables) engine.exports.tableClear!(table)
    // What remains are the region of calls for many keys and, if a stop has lost it, what is lost.
    for (const table of tables) engine.exports.tableDestroy!(table)
    engine.check([])
    const held = engine.used
    if (count !== 0 && held > spare) throw new Wrong(`${held - spare} bytes are lost`)
    return held
  }
}

function isDisposed(map: any): boolean {
  try {
    map.size
    return false
  } catch {
    return true
  }
}

function checkOutcome({ isStopped, error, result }: Outcome, expected: unknown): void {
  if (error !== undefined) {
    if (!isStopped) throw error
    return
  }
  if (expected !== undefined && !same(result, expected)) throw new Wrong('another result than expected')
}

/** All keys that play a part. */
function* keysOf(subject: Subject, ...models: KeyMap<any>[]): Generator<any> {
  for (const model of models) yield* model.keys()
  for (let i = 0; i < 20; i++) yield subject.key(9000 + i)
}

function checkContents({ kind, operation }: Case, subject: Subject, before: KeyMap<any>, after: Recorded): void {
  if (operation.ends && isDisposed(subject.map)) return
  const found = contentsOf(kind, subject.map, keysOf(subject, before, after))
  if (operation.isMany) {
    const wrong = after.wrongIn(found)
    if (wrong.length > 0) throw new Wrong(kindOf(wrong[0]!))
  } else if (differences(found, after).length > 0) {
    expectSame(found, before)
  }
  subject.model = new KeyMap(found)
}

function checkNeighbour({ neighbour }: Scene): void {
  if (neighbour === undefined) return
  expectSame(contentsOf(neighbour.kind, neighbour.map, keysOf(neighbour, neighbour.model)), neighbour.model)
}

function checkNew(kind: Kind, scene: Scene): void {
  const fresh = subjectOf(kind)
  scene.fresh.push(fresh)
  put(fresh, 40)
  for (const key of [...fresh.model.keys()].slice(0, 10)) {
    fresh.map.delete(key)
    fresh.model.delete(key)
  }
  expectSame(contentsOf(kind, fresh.map, keysOf(fresh, fresh.model)), fresh.model)
  fresh.map.clear()
  if (fresh.map.size !== 0) throw new Wrong('not cleared')
  fresh.model.clear()
  put(fresh, 10)
  expectSame(contentsOf(kind, fresh.map, keysOf(fresh, fresh.model)), fresh.model)
}

/** The operation once more, now to its end. */
function repeat({ kind, operation }: Case, subject: Subject): void {
  if (operation.ends) {
    operation.run(subject)
    if (!isDisposed(subject.map)) throw new Wrong('not disposed')
    return
  }
  const after = new Recorded(subject.model)
  const expected = operation.apply(after, subject)
  const result = operation.run(subject)
  if (expected !== undefined && !same(result, expected)) throw new Wrong('another result than expected')
  const found = contentsOf(kind, subject.map, keysOf(subject, subject.model, after))
  if (operation.isMany) {
    const wrong = after.wrongIn(found)
    if (wrong.length > 0) throw new Wrong(kindOf(wrong[0]!))
    subject.model = found
  } else {
    expectSame(found, after)
    subject.model = new KeyMap(after)
  }
}

/** Inserts, through a growth or two, and deletes. */
function goOn(subject: Subject): void {
  const { map, model, kind } = subject
  if (isDisposed(map)) return
  subject.next = 5000
  put(subject, 60)
  let i = 0
  for (const key of [...subject.model.keys()]) {
    if (i++ % 3 !== 0) continue
    if (!map.delete(key)) throw new Wrong('a key is not deleted')
    model.delete(key)
    subject.model.delete(key)
  }
  expectSame(contentsOf(kind, map, keysOf(subject, subject.model)), subject.model)
}
