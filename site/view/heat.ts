// A large array from far away: a square a bucket or group, darker the fuller it is, orange where keys had to go further.

import { colour, fitCanvas, make } from '../dom.js'

const MOST_HEIGHT = 420
const LARGEST = 22
const SMALLEST = 2

/** What a square stands for. */
export interface Square {
  state: 'live' | 'old' | 'evacuated' | 'waiting'
  /** Which part of it is full, and how much of it had to go further: 0 to 1. */
  full: number
  over: number
}

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
  #squares: readonly Square[] = []

  /** `pick` is told the number of a square that was touched. */
  constructor(pick: (index: number) => void) {
    this.canvas.addEventListener('click', event => {
      const index = this.#indexAt(event.offsetX, event.offsetY)
      if (index !== undefined) pick(index)
    })
  }

  /** `label` says in words what is drawn. */
  draw(squares: readonly Square[], marked: number | undefined, label: string): void {
    this.#squares = squares
    const width = Math.max(1, this.canvas.clientWidth)
    const layout = layoutOf(squares.length, width)
    this.#layout = layout
    const { g } = fitCanvas(this.canvas, layout.rows * layout.size)
    const colours = { full: colour('tophash'), over: colour('over'), gone: colour('gone'), line: colour('line') }
    const gap = layout.size > 5 ? 1 : 0
    for (const [i, square] of squares.entries()) {
      const x = (i % layout.columns) * layout.size
      const y = Math.floor(i / layout.columns) * layout.size
      paint(g, square, x, y, layout.size - gap, colours)
    }
    if (marked !== undefined && marked < squares.length) this.#mark(g, marked)
    this.canvas.setAttribute('aria-label', label)
  }

  #mark(g: CanvasRenderingContext2D, index: number): void {
    const { size, columns } = this.#layout
    g.strokeStyle = colour('ink')
    g.lineWidth = 2
    g.strokeRect((index % columns) * size, Math.floor(index / columns) * size, size - 1, size - 1)
  }

  #indexAt(x: number, y: number): number | undefined {
    const { size, columns } = this.#layout
    const column = Math.floor(x / size)
    const index = Math.floor(y / size) * columns + column
    return column < columns && index < this.#squares.length ? index : undefined
  }
}

interface Colours {
  full: string
  over: string
  gone: string
  line: string
}

function paint(
  g: CanvasRenderingContext2D,
  square: Square,
  x: number,
  y: number,
  size: number,
  colours: Colours,
): void {
  if (square.state === 'evacuated' || square.state === 'waiting') {
    g.fillStyle = square.state === 'evacuated' ? colours.gone : colours.line
    const inset = square.state === 'waiting' ? size / 3 : 0
    g.fillRect(x + inset, y + inset, size - 2 * inset, size - 2 * inset)
    return
  }
  g.fillStyle = colours.line
  g.fillRect(x, y, size, size)
  g.globalAlpha = 0.08 + 0.8 * Math.min(1, square.full)
  g.fillStyle = colours.full
  g.fillRect(x, y, size, size)
  g.globalAlpha = 1
  if (square.over <= 0) return
  g.fillStyle = colours.over
  const height = Math.max(1.5, size * Math.min(1, square.over) * 0.6)
  g.fillRect(x, y + size - height, size, height)
}
