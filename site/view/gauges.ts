// The three figures that decide about growth, each against its limit, and the load over time.

import { GROUP_SLOTS } from '../../src/generated/constants.js'
import type { Stats } from '../../src/spaces/layouts/buckets.js'
import { byId, colour, fitCanvas, make, setText } from '../dom.js'
import { LOAD_LIMIT, loadLimit } from '../model/growth.js'
import { LOAD_LIMIT as SWISS_LIMIT, type SwissSnapshot } from '../model/swiss.js'

class Gauge {
  readonly root: HTMLElement
  readonly #meter: HTMLElement
  readonly #bar = make('span', { class: 'bar' })
  readonly #text = make('span', { class: 'gauge-text' })

  /** `limit` is where the mark stands, as a part of the whole. */
  constructor(id: string, label: string, max: number, limit: number | undefined) {
    const labelled = `${id}-label`
    this.#meter = make(
      'div',
      { id, role: 'meter', class: 'meter', 'aria-labelledby': labelled, 'aria-valuemin': 0 },
      this.#bar,
    )
    this.#meter.setAttribute('aria-valuemax', String(max))
    if (limit !== undefined) {
      const mark = make('span', { class: 'mark' })
      mark.style.left = `${100 * limit}%`
      this.#meter.append(mark)
    }
    const head = make('div', { class: 'gauge-head' }, make('span', { id: labelled }, label), this.#text)
    this.root = make('div', { class: 'gauge' }, head, this.#meter)
  }

  set(part: number, text: string, value: number, isOver = false): void {
    this.#bar.style.width = `${100 * Math.min(1, Math.max(0, part))}%`
    this.#bar.classList.toggle('over', isOver)
    this.#meter.setAttribute('aria-valuenow', String(value))
    this.#meter.setAttribute('aria-valuetext', text)
    setText(this.#text, text)
  }
}

/** The right end of the load gauge. */
const FULL = 8

export class Gauges {
  readonly #load = new Gauge('gauge-load', 'Load, entries a bucket', FULL, LOAD_LIMIT / FULL)
  readonly #overflow = new Gauge('gauge-overflow', 'Overflow buckets a bucket', 1, 1)
  readonly #growth = new Gauge('gauge-growth', 'Growth', 1, undefined)

  constructor() {
    byId('gauges').append(this.#load.root, this.#overflow.root, this.#growth.root)
  }

  update(stats: Stats, oldB: number): void {
    const { size, B, buckets, overflowBuckets, loadFactor, growing, evacuated } = stats
    const load = buckets === 0 ? 0 : loadFactor
    const limit = loadLimit(B)
    const full = B === 0 ? 'full at 8' : 'grows over 6.5'
    this.#load.set(load / FULL, `${load.toFixed(2)}, ${full} (${size} of ${limit})`, load, size >= limit)
    const share = buckets === 0 ? 0 : overflowBuckets / buckets
    this.#overflow.set(share, `${overflowBuckets} of ${buckets}, repacks at 1 each`, Math.min(1, share), share >= 1)
    const old = 2 ** oldB
    const kind = oldB === B ? 'overflow buckets, so repacking' : 'load, so doubling'
    const text = growing ? `${kind}: ${evacuated} of ${old} evacuated` : 'none under way'
    this.#growth.set(growing ? evacuated / old : 0, text, growing ? evacuated / old : 0)
  }
}

/** Those of the other layout. */
export class SwissGauges {
  readonly #load = new Gauge('gauge-swiss-load', 'Load, part of the slots', 1, SWISS_LIMIT)
  readonly #over = new Gauge('gauge-swiss-over', 'Groups that keys went on from', 1, undefined)

  constructor() {
    byId('swiss-gauges').append(this.#load.root, this.#over.root)
  }

  update({ stats, inspection }: SwissSnapshot): void {
    const { size, groups } = stats
    const load = groups === 0 ? 0 : size / (groups * GROUP_SLOTS)
    const most = groups <= 1 ? 'one group is filled to its last slot' : 'a table grows over 13/16'
    this.#load.set(load, `${load.toFixed(2)}, ${most}`, load, load >= SWISS_LIMIT)
    const over = inspection.tables.flatMap(table => table.groups).filter(group => group.overflow !== 0).length
    const share = groups === 0 ? 0 : over / groups
    this.#over.set(share, `${over.toLocaleString('en')} of ${groups.toLocaleString('en')}`, share)
  }
}

const POINTS = 600
const HEIGHT = 72

/** The load after each of the last operations, or of some of them when there are many. */
export class History {
  #loads: number[] = []
  #growths: number[] = []
  /** Operations that a point stands for. */
  #stride = 1
  #operations = 0

  note(load: number, grew: boolean): void {
    const operation = this.#operations++
    if (operation % this.#stride === 0) this.#loads.push(load)
    if (grew) this.#growths.push(operation)
    if (this.#loads.length <= POINTS) return
    this.#stride *= 2
    this.#loads = this.#loads.filter((_, i) => i % 2 === 0)
  }

  clear(): void {
    this.#loads = []
    this.#growths = []
    this.#stride = 1
    this.#operations = 0
  }

  draw(): void {
    const canvas = byId<HTMLCanvasElement>('history')
    const { g, width } = fitCanvas(canvas, HEIGHT)
    const top = Math.max(FULL, ...this.#loads) * 1.05
    const y = (load: number) => HEIGHT - 4 - (load / top) * (HEIGHT - 10)
    const x = (operation: number) => (operation / Math.max(50, this.#operations)) * (width - 60) + 1
    this.#drawLimit(g, width, y(LOAD_LIMIT))
    g.fillStyle = colour('over')
    for (const operation of this.#growths) g.fillRect(x(operation) - 0.5, HEIGHT - 4, 1.5, 4)
    g.strokeStyle = colour('tophash')
    g.lineWidth = 1.5
    g.lineJoin = 'round'
    g.beginPath()
    for (const [i, load] of this.#loads.entries()) g.lineTo(x(i * this.#stride), y(load))
    g.stroke()
    const last = this.#loads.at(-1) ?? 0
    const text = `Load over ${this.#operations} operations, now ${last.toFixed(2)}; ${this.#growths.length} growths.`
    canvas.setAttribute('aria-label', text)
  }

  #drawLimit(g: CanvasRenderingContext2D, width: number, y: number): void {
    g.strokeStyle = colour('faint')
    g.setLineDash([4, 4])
    g.lineWidth = 1
    g.beginPath()
    g.moveTo(0, y)
    g.lineTo(width, y)
    g.stroke()
    g.setLineDash([])
    g.font = '11px system-ui, sans-serif'
    const text = 'load 6.5'
    g.fillStyle = colour('ground')
    g.fillRect(width - g.measureText(text).width - 6, y - 7, width, 14)
    g.fillStyle = colour('faint')
    g.textAlign = 'right'
    g.fillText(text, width - 2, y + 4)
  }
}
