// A large array from far away: a square a bucket, darker the fuller it is, orange where its chain has overflow buckets.

import { colour, fitCanvas, make } from '../dom.js'
import { type Cell, entriesIn } from '../model/arrays.js'

const MOST_HEIGHT = 420
const LARGEST = 22
const SMALLEST = 2
const SLOTS = 8

interface Layout {
  size: number
  columns: number
  rows: number
}

/** The largest squares with which `n` buckets fit. */
export function layoutOf(n: number, width: number): Layout {
  for (let size = LARGEST; ; size--) {
    const columns = Math.max(1, Math.floor(width / size))
    const rows = Math.ceil(n / columns)
    if (rows * size <= MOST_HEIGHT || size === SMALLEST) return { size, columns, rows }
  }
}

export class HeatMap {
  readonly canvas = make('canvas', { class: 'heat', role: 'img' })
  #layout: Layout = { size: LARGEST, columns: 1, rows: 1 }
  #cells: readonly Cell[] = []

  constructor(pick: (cell: Cell) => void) {
    this.canvas.addEventListener('click', event => {
      const cell = this.#cellAt(event.offsetX, event.offsetY)
      if (cell !== undefined) pick(cell)
    })
  }

  draw(cells: readonly Cell[], marked: number | undefined): void {
    this.#cells = cells
    const width = Math.max(1, this.canvas.clientWidth)
    const layout = layoutOf(cells.length, width)
    this.#layout = layout
    const { g } = fitCanvas(this.canvas, layout.rows * layout.size)
    const colours = { full: colour('tophash'), over: colour('over'), gone: colour('gone'), line: colour('line') }
    const gap = layout.size > 5 ? 1 : 0
    for (const [i, cell] of cells.entries()) {
      const x = (i % layout.columns) * layout.size
      const y = Math.floor(i / layout.columns) * layout.size
      paint(g, cell, x, y, layout.size - gap, colours)
    }
    if (marked !== undefined && marked < cells.length) this.#mark(g, marked)
    this.canvas.setAttribute('aria-label', describe(cells))
  }

  #mark(g: CanvasRenderingContext2D, index: number): void {
    const { size, columns } = this.#layout
    g.strokeStyle = colour('ink')
    g.lineWidth = 2
    g.strokeRect((index % columns) * size, Math.floor(index / columns) * size, size - 1, size - 1)
  }

  #cellAt(x: number, y: number): Cell | undefined {
    const { size, columns } = this.#layout
    const column = Math.floor(x / size)
    return column < columns ? this.#cells[Math.floor(y / size) * columns + column] : undefined
  }
}

interface Colours {
  full: string
  over: string
  gone: string
  line: string
}

function paint(g: CanvasRenderingContext2D, cell: Cell, x: number, y: number, size: number, colours: Colours): void {
  if (cell.state === 'evacuated' || cell.state === 'waiting') {
    g.fillStyle = cell.state === 'evacuated' ? colours.gone : colours.line
    const inset = cell.state === 'waiting' ? size / 3 : 0
    g.fillRect(x + inset, y + inset, size - 2 * inset, size - 2 * inset)
    return
  }
  const entries = entriesIn(cell.buckets)
  g.fillStyle = colours.line
  g.fillRect(x, y, size, size)
  g.globalAlpha = 0.08 + 0.8 * Math.min(1, entries / SLOTS)
  g.fillStyle = colours.full
  g.fillRect(x, y, size, size)
  g.globalAlpha = 1
  const overflow = cell.buckets.length - 1
  if (overflow <= 0) return
  g.fillStyle = colours.over
  const height = Math.max(1.5, size * Math.min(1, overflow / 4) * 0.6)
  g.fillRect(x, y + size - height, size, height)
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
