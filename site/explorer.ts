// What the page shows of a session: one table, the figures, the lookup that is followed.

import type { Backend, BackendName } from './backends.js'
import { announce, byId, hexByte, make, plural, setText } from './dom.js'
import { type Operation, topOf } from './model/feed.js'
import { growthText } from './model/growth.js'
import type { Key } from './model/keys.js'
import { type Outcome, Session } from './model/session.js'
import type { Snapshot, TableOptions } from './model/snapshot.js'
import { type Place, type Walk, walkOf } from './model/walk.js'
import { ArraysView, type Drawing } from './view/arrays.js'
import { Gauges, History } from './view/gauges.js'
import { WalkView } from './view/walk.js'

/** While operations follow each other quickly, larger tables are drawn and compared less often. */
const COMPARED_BUCKETS = 512
const COMPARE_MS = 400
const GROWTHS_LISTED = 40

export class Explorer {
  session: Session<Backend>
  /** The build that is shown, an index of `session.builds`. */
  shown = 0
  drawing: Drawing = 'auto'
  /** Whether operations go on by themselves. */
  isPlaying = false
  readonly #arrays: ArraysView
  readonly #gauges = new Gauges()
  readonly #history = new History()
  readonly #walkView = new WalkView()
  #walkKey: Key | undefined
  #touched: Key | undefined
  #isDirty = true
  #lastCompared = Number.NEGATIVE_INFINITY
  /** When the next drawing may be, for tables that are slow to draw. */
  #notBefore = 0
  #listed = -1

  constructor(builds: readonly Backend[], options: TableOptions) {
    this.session = new Session(builds, options)
    this.#arrays = new ArraysView(text => this.follow(this.session.keys.parse(text)!))
  }

  get backend(): Backend {
    return this.session.builds[this.shown]!
  }

  /** A new table. */
  reset(options: TableOptions): void {
    const changesKeys = options.keys !== this.session.options.keys
    this.session.dispose()
    this.session = new Session(this.session.builds, options)
    this.#history.clear()
    this.#touched = undefined
    if (changesKeys) this.#forgetWalk()
    setText(byId('outcome'), `An empty table with seed ${options.seed}.`)
    announce(`A new, empty table with seed ${options.seed}.`)
    this.change()
  }

  show(name: BackendName): void {
    this.shown = this.session.builds.findIndex(build => build.id === name)
    announce(`Shown now: ${this.backend.title}. The table is the same.`)
    this.change()
  }

  apply(operation: Operation): void {
    this.note(this.session.apply(operation), true)
  }

  note(outcome: Outcome, isLast: boolean): void {
    const { stats } = this.session
    this.#history.note(stats.buckets === 0 ? 0 : stats.loadFactor, outcome.growth !== undefined)
    this.#isDirty = true
    if (!isLast) return
    const { operation } = outcome
    this.#touched = 'key' in operation ? operation.key : undefined
    const text = this.#describe(outcome)
    setText(byId('outcome'), text)
    // While operations follow each other, only what is rare is said aloud.
    if (!this.isPlaying || outcome.growth !== undefined) announce(text)
  }

  /** Starts the walk of a key. */
  follow(key: Key): void {
    this.#walkKey = key
    byId<HTMLInputElement>('walk-key').value = String(key)
    const snapshot = this.session.snapshot(this.shown)
    const walk = this.#walkOf(snapshot, key)
    this.#arrays.pickPlace(walk.index, walk.isOld)
    this.#walkView.start(walk, snapshot, this.backend.id)
    this.change()
  }

  #forgetWalk(): void {
    this.#walkKey = undefined
    this.#walkView.clear()
  }

  change(): void {
    this.#isDirty = true
    this.#notBefore = 0
  }

  /** Draws if something has changed. */
  draw(): void {
    const start = performance.now()
    if (!this.#isDirty || start < this.#notBefore) return
    this.#isDirty = false
    const snapshot = this.session.snapshot(this.shown)
    this.#drawFigures(snapshot)
    this.#arrays.update(snapshot, this.drawing, this.#refreshWalk(snapshot), this.#touchedPlace(snapshot))
    this.#history.draw()
    this.#drawGrowths()
    if (this.#mayCompare(start)) this.compare()
    const took = performance.now() - start
    this.#notBefore = this.isPlaying && took > 12 ? start + 4 * took : 0
    document.documentElement.dataset.operations = String(this.session.operations)
  }

  /** Compares the tables of all builds, bucket for bucket. */
  compare(): void {
    this.#lastCompared = performance.now()
    const prints = this.session.fingerprints()
    const names = this.session.builds.map(build => build.id.toUpperCase().replace('TWIN', 'twin'))
    const areEqual = prints.every(print => print === prints[0])
    const list = byId('agreement')
    list.dataset.equal = String(areEqual)
    list.dataset.fingerprint = prints[0]
    const text = areEqual
      ? `${names.join(' = ')}, fingerprint ${prints[0]} after ${plural(this.session.operations, 'operation')}`
      : `The tables differ: ${names.map((name, i) => `${name} ${prints[i]}`).join(', ')}`
    setText(list, text)
  }

  #mayCompare(now: number): boolean {
    if (!this.isPlaying) return true
    return this.session.stats.buckets <= COMPARED_BUCKETS && now - this.#lastCompared > COMPARE_MS
  }

  #walkOf(snapshot: Snapshot, key: Key): Walk {
    return walkOf(snapshot, key, this.backend.group)
  }

  #refreshWalk(snapshot: Snapshot): Place | undefined {
    if (this.#walkKey === undefined) return undefined
    const walk = this.#walkOf(snapshot, this.#walkKey)
    this.#walkView.refresh(walk, snapshot, this.backend.id)
    return walk.place ?? { index: walk.index, isOld: walk.isOld, link: 0, slot: -1 }
  }

  #touchedPlace(snapshot: Snapshot): Place | undefined {
    return this.#touched === undefined ? undefined : this.#walkOf(snapshot, this.#touched).place
  }

  #describe({ operation, result, isNew, growth }: Outcome): string {
    const text = this.#describeCall(operation, result, isNew)
    return growth === undefined ? text : `${text} ${growthText(growth)}`
  }

  #describeCall(operation: Operation, result: unknown, isNew: boolean): string {
    if (!('key' in operation)) {
      return operation.kind === 'clear'
        ? 'Cleared: no entry, no memory, and new hash words.'
        : `Shrunk: ${plural(this.session.stats.buckets, 'bucket')} fit the entries.`
    }
    const { keys, words } = this.session
    const key = keys.text(operation.key)
    const where = `tophash ${hexByte(topOf(keys.hash(words, operation.key)))}`
    switch (operation.kind) {
      case 'set':
        return `set(${key}, ${operation.value}): ${isNew ? 'a new entry' : 'a new value'}, ${where}.`
      case 'get':
        return `get(${key}) is ${result === undefined ? 'undefined: not there' : result}.`
      default: {
        const reseeded = result === true && this.session.stats.size === 0
        return `delete(${key}) is ${result}.${reseeded ? ' The table is empty and draws new hash words.' : ''}`
      }
    }
  }

  #drawFigures({ stats, generation, oldB }: Snapshot): void {
    const figures = {
      size: stats.size.toLocaleString('en'),
      B: String(stats.B),
      buckets: stats.buckets.toLocaleString('en'),
      overflow: stats.overflowBuckets.toLocaleString('en'),
      bytes: bytesText(stats.bytes),
      generation: `${generation}×`,
    }
    for (const [name, text] of Object.entries(figures)) setText(byId(`fig-${name}`), text)
    this.#gauges.update(stats, oldB)
  }

  #drawGrowths(): void {
    const { growths } = this.session
    if (growths.length === this.#listed) return
    this.#listed = growths.length
    setText(byId('growth-count'), String(growths.length))
    const last = growths.at(-1)
    setText(byId('growth-last'), last === undefined ? '' : `. The last one: ${growthText(last)}`)
    const items = growths.slice(-GROWTHS_LISTED).map(growth => {
      return make('li', { 'data-trigger': growth.trigger }, growthText(growth))
    })
    byId('growth-list').replaceChildren(...items.reverse())
  }
}

function bytesText(bytes: number): string {
  if (bytes < 10_000) return `${bytes.toLocaleString('en')} B`
  return bytes < 1024 ** 2 ? `${(bytes / 1024).toFixed(1)} KiB` : `${(bytes / 1024 ** 2).toFixed(1)} MiB`
}
