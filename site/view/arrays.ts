// The arrays of a table: as buckets while they are few, as a map beyond, one bucket of which can be looked at.

import { byId, make, plural, setText } from '../dom.js'
import { type Arrays, arraysOf, type Cell, entriesIn } from '../model/arrays.js'
import type { Snapshot } from '../model/snapshot.js'
import type { Place } from '../model/walk.js'
import { chainElement, signatureOf } from './bucket.js'
import { type Drawing, isMap, MOST_DRAWN } from './drawing.js'
import { HeatMap, type Square } from './heat.js'
import { showMark } from './marks.js'
import type { Mark } from './steps.js'

const SLOTS = 8

/** One array: a heading and its buckets or its map. */
class ArrayView {
  readonly root = make('section', { class: 'array' })
  readonly heat: HeatMap
  readonly #title = make('h3')
  readonly #list = make('ol', { class: 'chains' })
  #signatures: string[] = []

  constructor(id: string, pick: (index: number) => void) {
    this.root.id = id
    this.heat = new HeatMap(pick)
    this.root.append(this.#title, this.#list, this.heat.canvas)
  }

  update(title: string, cells: readonly Cell[], asMap: boolean, marked: number | undefined): void {
    setText(this.#title, title)
    this.#list.hidden = asMap
    this.heat.canvas.hidden = !asMap
    if (asMap) {
      this.#list.replaceChildren()
      this.#signatures = []
      this.heat.draw(cells.map(squareOf), marked, describe(cells))
    } else {
      this.#updateList(cells)
    }
  }

  /** Makes only those buckets anew that look different. */
  #updateList(cells: readonly Cell[]): void {
    const bits = Math.max(0, Math.ceil(Math.log2(cells.length)))
    const signatures = cells.map(cell => `${bits} ${signatureOf(cell)}`)
    while (this.#list.children.length > cells.length) this.#list.lastElementChild!.remove()
    for (const [i, cell] of cells.entries()) {
      if (signatures[i] === this.#signatures[i]) continue
      const made = chainElement(cell, bits)
      const present = this.#list.children[i]
      if (present === undefined) this.#list.append(made)
      else present.replaceWith(made)
    }
    this.#signatures = signatures
  }
}

function squareOf({ state, buckets }: Cell): Square {
  return { state, full: entriesIn(buckets) / SLOTS, over: (buckets.length - 1) / 4 }
}

function describe(cells: readonly Cell[]): string {
  const counts = { live: 0, old: 0, evacuated: 0, waiting: 0 }
  let overflow = 0
  for (const { state, buckets } of cells) {
    counts[state]++
    if (buckets.length > 1) overflow++
  }
  const states = Object.entries(counts).filter(([, n]) => n > 0)
  const text = states.map(([state, n]) => (state === 'live' ? `${n} in use` : `${n} ${state}`)).join(', ')
  return `Map of ${cells.length} buckets: ${text}; ${overflow} with overflow buckets. Choose one by its number below.`
}

export class ArraysView {
  readonly #root = byId('arrays')
  readonly #old: ArrayView
  readonly #main: ArrayView
  readonly #empty = make('p', { class: 'no-bucket' }, 'No bucket yet: the first insert takes the memory for it.')
  readonly #number = byId<HTMLInputElement>('bucket-number')
  #arrays: Arrays = { old: undefined, main: [], sameSize: false }
  #picked: { index: number; isOld: boolean } = { index: 0, isOld: false }
  #redraw: () => void = () => {}

  /** `choose` is told the key of a slot that was touched, as text. */
  constructor(choose: (key: string) => void) {
    this.#old = new ArrayView('old-array', index => this.#pick(index, true))
    this.#main = new ArrayView('main-array', index => this.#pick(index, false))
    this.#root.append(this.#empty, this.#old.root, this.#main.root)
    this.#number.addEventListener('input', () => this.#pick(this.#number.valueAsNumber || 0, this.#picked.isOld))
    for (const area of [this.#root, byId('picked-bucket')]) {
      area.addEventListener('click', event => {
        const row = (event.target as Element).closest<HTMLElement>('tr[data-key]')
        if (row !== null) choose(row.dataset.key!)
      })
    }
  }

  update(
    snapshot: Snapshot,
    drawing: Drawing,
    marked: Place | undefined,
    touched: Place | undefined,
    step?: Mark,
  ): void {
    this.#redraw = () => this.update(snapshot, drawing, marked, touched, step)
    const arrays = arraysOf(snapshot)
    this.#arrays = arrays
    const { old, main, sameSize } = arrays
    const asMap = isMap(drawing, main.length)
    this.#empty.hidden = main.length > 0
    this.#main.root.hidden = main.length === 0
    this.#old.root.hidden = old === undefined
    if (old !== undefined) {
      const { evacuated } = snapshot.stats
      const title = `Old array: ${plural(old.length, 'bucket')}, ${evacuated.toLocaleString('en')} evacuated`
      this.#old.update(title, old, asMap, this.#mapMark(true))
    } else {
      this.#old.update('', [], false, undefined)
    }
    const name = old === undefined ? 'The array' : sameSize ? 'New array, of the same size' : 'New array'
    this.#main.update(`${name}: ${plural(main.length, 'bucket')}`, main, asMap, this.#mapMark(false))
    this.#showPicked(asMap && main.length > 0)
    this.#highlight('marked', marked)
    this.#highlight('touched', touched)
    showMark(byId('buckets-layout'), `#${step?.part === 1 ? 'old' : 'main'}-array .chain, #picked-bucket .chain`, step)
    setText(byId('view-note'), noteOf(drawing, main.length, asMap))
  }

  /** Shows the bucket of a place, where the array is drawn as a map. */
  pickPlace(index: number, isOld: boolean): void {
    this.#picked = { index, isOld }
  }

  #mapMark(isOld: boolean): number | undefined {
    return this.#picked.isOld === isOld ? this.#picked.index : undefined
  }

  #pick(index: number, isOld: boolean): void {
    this.#picked = { index, isOld }
    this.#redraw()
  }

  #showPicked(isShown: boolean): void {
    byId('picked').hidden = !isShown
    if (!isShown) return
    const { old, main } = this.#arrays
    const cells = this.#picked.isOld && old !== undefined ? old : main
    const index = Math.min(Math.max(0, this.#picked.index), cells.length - 1)
    if (document.activeElement !== this.#number) this.#number.value = String(index)
    this.#number.max = String(cells.length - 1)
    const list = make('ol', { class: 'chains' }, chainElement(cells[index]!, Math.log2(cells.length)))
    byId('picked-bucket').replaceChildren(list)
  }

  #highlight(kind: 'marked' | 'touched', place: Place | undefined): void {
    for (const had of Array.from(byId('buckets-layout').querySelectorAll(`.${kind}`))) had.classList.remove(kind)
    if (place === undefined) return
    const array = place.isOld ? this.#old : this.#main
    const chains = [array.root, byId('picked-bucket')].flatMap(root =>
      Array.from(root.querySelectorAll(`.chain[data-index="${place.index}"]`)),
    )
    for (const chain of chains) {
      if (place.slot < 0) chain.classList.add(kind)
      else chain.querySelector(`tr[data-link="${place.link}"][data-slot="${place.slot}"]`)?.classList.add(kind)
    }
  }
}

function noteOf(drawing: Drawing, buckets: number, asMap: boolean): string {
  if (asMap && drawing === 'buckets') return `Over ${MOST_DRAWN} buckets or groups only a map is drawn.`
  if (asMap) return 'A square a bucket or group. Touch one to look inside.'
  return buckets === 0 ? '' : 'Touch a key to follow its lookup below.'
}
