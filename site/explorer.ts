// What the page shows of a session: a table in both layouts, the figures, the lookup that is followed.

import type { Backend, BackendName } from './backends.js'
import { announce, byId, plural, setText } from './dom.js'
import type { Operation } from './model/feed.js'
import type { Key } from './model/keys.js'
import { type Outcome, Session, type SwissBuild } from './model/session.js'
import type { Snapshot, TableOptions } from './model/snapshot.js'
import type { SwissSnapshot } from './model/swiss.js'
import { type SwissPlace, type SwissWalk, swissWalkOf } from './model/swiss-walk.js'
import { type Place, type Walk, walkOf } from './model/walk.js'
import { ArraysView } from './view/arrays.js'
import { showWalk } from './view/bucket-walk.js'
import type { Drawing } from './view/drawing.js'
import { describe, Figures } from './view/figures.js'
import { History } from './view/gauges.js'
import { SwissView } from './view/swiss.js'
import { showSwissWalk } from './view/swiss-walk.js'
import { type ShownWalk, WalkView } from './view/walk.js'

/** While operations follow each other quickly, larger tables are drawn and compared less often. */
const COMPARED_BUCKETS = 512
const COMPARE_MS = 400

/** Both layouts as they are now. */
interface Sight {
  buckets: Snapshot
  swiss: SwissSnapshot
}

/** A lookup in both. */
interface Walks {
  buckets: Walk
  swiss: SwissWalk
}

export class Explorer {
  session: Session<Backend>
  /** The build that is shown, an index of `session.builds`. */
  shown = 0
  drawing: Drawing = 'auto'
  /** Whether operations go on by themselves. */
  isPlaying = false
  readonly #arrays: ArraysView
  readonly #swiss: SwissView
  readonly #figures = new Figures()
  readonly #history = new History()
  readonly #walkView = new WalkView(['walk-steps', 'swiss-steps'], () => this.change())
  #walkKey: Key | undefined
  /** Of what the walk that is shown is. */
  #walked = ''
  #touched: Key | undefined
  #isDirty = true
  #lastCompared = Number.NEGATIVE_INFINITY
  /** When the next drawing may be, for tables that are slow to draw. */
  #notBefore = 0

  constructor(builds: readonly Backend[], swissBuild: SwissBuild, options: TableOptions) {
    this.session = new Session(builds, swissBuild, options)
    const choose = (text: string) => this.follow(this.session.keys.parse(text)!)
    this.#arrays = new ArraysView(choose)
    this.#swiss = new SwissView(choose)
  }

  get backend(): Backend {
    return this.session.builds[this.shown]!
  }

  /** A new table. */
  reset(options: TableOptions): void {
    const { builds, swissBuild, options: former } = this.session
    this.session.dispose()
    this.session = new Session(builds, swissBuild, options)
    this.#history.clear()
    this.#touched = undefined
    this.#walked = ''
    if (options.keys !== former.keys) {
      this.#walkKey = undefined
      this.#walkView.clear()
    }
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
    const text = describe(this.session, outcome)
    setText(byId('outcome'), text)
    // While operations follow each other, only what is rare is said aloud.
    const isRare = outcome.growth !== undefined || outcome.swissGrowth !== undefined
    if (!this.isPlaying || isRare) announce(text)
  }

  /** Starts the walk of a key. */
  follow(key: Key): void {
    this.#walkKey = key
    byId<HTMLInputElement>('walk-key').value = String(key)
    const sight = this.#sight()
    const walks = this.#walksOf(sight, key)
    this.#arrays.pickPlace(walks.buckets.index, walks.buckets.isOld)
    this.#swiss.pick(walks.swiss.table, walks.swiss.place?.group ?? walks.swiss.home, true)
    this.#walked = this.#state
    this.#walkView.start(this.#shownWalks(sight, walks))
    this.change()
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
    const sight = this.#sight()
    this.#figures.update(sight.buckets, sight.swiss)
    this.#drawTables(sight)
    this.#history.draw()
    this.#figures.updateGrowths(this.session)
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

  #sight(): Sight {
    return { buckets: this.session.snapshot(this.shown), swiss: this.session.swissSnapshot() }
  }

  /** What a walk depends on. */
  get #state(): string {
    return `${this.session.operations} ${this.shown}`
  }

  #walksOf({ buckets, swiss }: Sight, key: Key): Walks {
    const { group } = this.backend
    return { buckets: walkOf(buckets, key, group), swiss: swissWalkOf(swiss, key, group) }
  }

  #shownWalks({ buckets, swiss }: Sight, walks: Walks): ShownWalk[] {
    const { id } = this.backend
    return [
      { name: 'Buckets', steps: showWalk(walks.buckets, buckets, id) },
      { name: 'Tables that split', steps: showSwissWalk(walks.swiss, swiss, id) },
    ]
  }

  #drawTables(sight: Sight): void {
    const walks = this.#walkKey === undefined ? undefined : this.#walksOf(sight, this.#walkKey)
    if (walks !== undefined && this.#walked !== this.#state) {
      this.#walked = this.#state
      this.#walkView.refresh(this.#shownWalks(sight, walks))
    }
    const touched = this.#touched === undefined ? undefined : this.#walksOf(sight, this.#touched)
    const [mark, swissMark] = this.#walkView.marks
    this.#arrays.update(sight.buckets, this.drawing, walks && markedPlace(walks.buckets), touched?.buckets.place, mark)
    const swissPlace = walks && markedSwissPlace(walks.swiss)
    this.#swiss.update(sight.swiss, this.drawing, swissPlace, touched?.swiss.place, swissMark)
  }
}

/** Where a key is, or the bucket or group where it would be. */
function markedPlace({ place, index, isOld }: Walk): Place {
  return place ?? { index, isOld, link: 0, slot: -1 }
}
function markedSwissPlace({ place, table, home }: SwissWalk): SwissPlace {
  return place ?? { table, group: home, slot: -1 }
}
