// The other layout: the directory, and the tables that it leads to, as groups while they are few, as maps beyond.

import { GROUP_SLOTS } from '../../src/generated/constants.js'
import { binary, byId, make, plural, setText } from '../dom.js'
import {
  directoryOf,
  entriesIn,
  type InspectedGroup,
  type InspectedTable,
  placeBitsText,
  type SwissInspection,
  type SwissSnapshot,
  tableDepth,
} from '../model/swiss.js'
import type { SwissPlace } from '../model/swiss-walk.js'
import { type Drawing, isMap } from './drawing.js'
import { groupElement, signatureOf } from './group.js'
import { HeatMap, type Square } from './heat.js'
import { showMark } from './marks.js'
import type { Mark } from './steps.js'

const MOST_PLACES = 32
/** Of more tables, only one is drawn, below a map of all of them. */
const MOST_MAPS = 8

const bitsIn = (byte: number) => binary(byte, 8).replaceAll('0', '').length

function groupSquare({ tags, overflow }: InspectedGroup): Square {
  return { state: 'live', full: tags.filter(tag => tag !== 0).length / GROUP_SLOTS, over: bitsIn(overflow) / 4 }
}

function tableSquare({ groups }: InspectedTable): Square {
  const over = groups.filter(group => group.overflow !== 0).length
  return { state: 'live', full: entriesIn(groups) / (groups.length * GROUP_SLOTS), over: over / groups.length }
}

function titleOf(inspection: SwissInspection, number: number): string {
  const table = inspection.tables[number]!
  const depth = tableDepth(inspection, table)
  const code = binary(table.index, depth)
  const at = depth === 0 ? '' : table.places === 1 ? `at place ${code}, ` : `at places ending in ${code}, `
  const room = `room for ${Math.max(0, table.left).toLocaleString('en')} more`
  return `Table ${number}: ${at}${plural(table.groups.length, 'group')}, ${room}`
}

/** One table: a heading and its groups or its map. */
class TableView {
  readonly root = make('section', { class: 'array' })
  readonly #title = make('h4')
  readonly #list = make('ol', { class: 'chains' })
  readonly #heat: HeatMap
  #signatures: string[] = []

  constructor(pick: (table: number, group: number) => void) {
    this.#heat = new HeatMap(group => pick(Number(this.root.dataset.table), group))
    this.root.append(this.#title, this.#list, this.#heat.canvas)
  }

  update(inspection: SwissInspection, number: number, asMap: boolean, marked: number | undefined): void {
    const { groups } = inspection.tables[number]!
    this.root.dataset.table = String(number)
    const title = titleOf(inspection, number)
    setText(this.#title, title)
    this.#list.hidden = asMap
    this.#heat.canvas.hidden = !asMap
    if (!asMap) {
      this.#updateList(groups)
      return
    }
    this.#list.replaceChildren()
    this.#signatures = []
    const over = groups.filter(group => group.overflow !== 0).length
    const label = `Map of ${title}; keys went on from ${over}. Choose a group by its number below.`
    this.#heat.draw(groups.map(groupSquare), marked, label)
  }

  /** Makes only those groups anew that look different. */
  #updateList(groups: readonly InspectedGroup[]): void {
    const signatures = groups.map(signatureOf)
    while (this.#list.children.length > groups.length) this.#list.lastElementChild!.remove()
    for (const [i, group] of groups.entries()) {
      if (signatures[i] === this.#signatures[i]) continue
      const made = groupElement(group, i)
      const present = this.#list.children[i]
      if (present === undefined) this.#list.append(made)
      else present.replaceWith(made)
    }
    this.#signatures = signatures
  }
}

export class SwissView {
  readonly #root = byId('tables')
  readonly #empty = make('p', { class: 'no-bucket' }, 'No table yet: the first insert takes the memory for it.')
  readonly #all: HeatMap
  readonly #views: TableView[] = []
  readonly #table = byId<HTMLInputElement>('table-number')
  readonly #group = byId<HTMLInputElement>('group-number')
  #picked = { table: 0, group: 0 }
  /** Tables that were there when it was last drawn. */
  #known = new Set<string>()
  #redraw: () => void = () => {}

  /** `choose` is told the key of a slot that was touched, as text. */
  constructor(choose: (key: string) => void) {
    this.#all = new HeatMap(table => this.pick(table, 0))
    this.#all.canvas.id = 'tables-map'
    this.#root.append(this.#empty, this.#all.canvas)
    const picked = () => this.pick(this.#table.valueAsNumber || 0, this.#group.valueAsNumber || 0)
    for (const input of [this.#table, this.#group]) input.addEventListener('input', picked)
    for (const area of [this.#root, byId('picked-group')]) {
      area.addEventListener('click', event => {
        const row = (event.target as Element).closest<HTMLElement>('tr[data-key]')
        if (row !== null) choose(row.dataset.key!)
      })
    }
  }

  /** Shows a group, where the tables are drawn as maps. */
  pick(table: number, group: number, isQuiet = false): void {
    this.#picked = { table, group }
    if (!isQuiet) this.#redraw()
  }

  update(
    snapshot: SwissSnapshot,
    drawing: Drawing,
    marked: SwissPlace | undefined,
    touched: SwissPlace | undefined,
    step: Mark | undefined,
  ): void {
    this.#redraw = () => this.update(snapshot, drawing, marked, touched, step)
    const { inspection } = snapshot
    const { tables } = inspection
    const asMap = isMap(
      drawing,
      tables.reduce((n, table) => n + table.groups.length, 0),
    )
    this.#empty.hidden = tables.length > 0
    this.#drawDirectory(inspection)
    this.#drawTables(inspection, asMap)
    this.#showPicked(inspection, asMap && tables.length > 0)
    this.#highlight('marked', marked)
    this.#highlight('touched', touched)
    const places = `#tables [data-table="${step?.part}"] .chain, #picked-group[data-table="${step?.part}"] .chain`
    showMark(byId('swiss-layout'), places, step)
  }

  #drawDirectory(inspection: SwissInspection): void {
    const directory = directoryOf(inspection)
    const { depth } = inspection
    const isDrawn = directory.length <= MOST_PLACES && inspection.tables.length > 0
    const n = directory.length.toLocaleString('en')
    const ways = depth === 0 ? 'one place' : `${n} places, by ${placeBitsText(depth)} of the hash`
    setText(byId('directory-title'), `Directory: ${ways}`)
    const list = byId('directory')
    list.hidden = !isDrawn
    if (!isDrawn) return
    const places = directory.map((table, place) => {
      const code = make('code', {}, depth === 0 ? 'any' : binary(place, depth))
      const item = make('li', { 'data-place': place, 'data-table': table }, code, ` → ${table}`)
      item.style.setProperty('--hue', String((table * 77) % 360))
      return item
    })
    list.replaceChildren(...places)
  }

  #drawTables(inspection: SwissInspection, asMap: boolean): void {
    const { tables } = inspection
    const areMany = asMap && tables.length > MOST_MAPS
    const picked = Math.min(this.#picked.table, tables.length - 1)
    const drawn = areMany ? [picked] : tables.map((_, i) => i)
    this.#all.canvas.hidden = !areMany
    while (this.#views.length > drawn.length) this.#views.pop()!.root.remove()
    while (this.#views.length < drawn.length) {
      const view = new TableView((table, group) => this.pick(table, group))
      this.#views.push(view)
      this.#root.append(view.root)
    }
    for (const [i, number] of drawn.entries()) {
      const marked = number === this.#picked.table ? this.#picked.group : undefined
      this.#views[i]!.update(inspection, number, asMap, marked)
    }
    if (areMany)
      this.#all.draw(tables.map(tableSquare), picked, `Map of ${tables.length} tables. Choose one by its number below.`)
    this.#showFresh(inspection, drawn)
  }

  /** Halves of a table that has split stand out, until something else is drawn. */
  #showFresh(inspection: SwissInspection, drawn: readonly number[]): void {
    const names = inspection.tables.map(table => `${table.index}/${tableDepth(inspection, table)}`)
    const hasSplit = this.#known.size > 0 && names.length > this.#known.size
    for (const [i, number] of drawn.entries()) {
      this.#views[i]!.root.classList.toggle('fresh', hasSplit && !this.#known.has(names[number]!))
    }
    this.#known = new Set(names)
  }

  #showPicked({ tables }: SwissInspection, isShown: boolean): void {
    byId('picked-swiss').hidden = !isShown
    if (!isShown) return
    const number = Math.min(Math.max(0, this.#picked.table), tables.length - 1)
    const { groups } = tables[number]!
    const index = Math.min(Math.max(0, this.#picked.group), groups.length - 1)
    for (const [input, value, most] of [
      [this.#table, number, tables.length - 1],
      [this.#group, index, groups.length - 1],
    ] as const) {
      if (document.activeElement !== input) input.value = String(value)
      input.max = String(most)
    }
    byId('picked-group').dataset.table = String(number)
    byId('picked-group').replaceChildren(make('ol', { class: 'chains' }, groupElement(groups[index]!, index)))
  }

  #highlight(kind: 'marked' | 'touched', place: SwissPlace | undefined): void {
    const layout = byId('swiss-layout')
    for (const had of Array.from(layout.getElementsByClassName(kind))) had.classList.remove(kind)
    if (place === undefined) return
    for (const chain of Array.from(
      layout.querySelectorAll(`[data-table="${place.table}"] .chain[data-index="${place.group}"]`),
    )) {
      if (place.slot < 0) chain.classList.add(kind)
      else chain.querySelector(`tr[data-slot="${place.slot}"]`)?.classList.add(kind)
    }
  }
}
