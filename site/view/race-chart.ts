// The longest inserts of the race over time, on a logarithmic scale.

import { colour, fitCanvas } from '../dom.js'
import type { RaceResult, Sample, Side } from '../race-protocol.js'

export const NAMES: Record<Side, string> = {
  idle: 'no map',
  Map: 'Map',
  tophash: 'tophash',
  swiss: 'tophash/swiss',
}

/** How far a side has come. */
export interface Lane {
  side: Side
  samples: Sample[]
  result: RaceResult | undefined
}

const HEIGHT = 240
const LEFT = 52
const BOTTOM = 22
const TOP = 12
/** What the scale begins and ends with, in milliseconds. */
const LEAST = 0.05
const MOST = 5000
const TICKS = [0.1, 1, 10, 100, 1000]

const COLOURS: Record<Side, string> = { idle: 'idle', Map: 'map', tophash: 'tophash', swiss: 'swiss' }

/** Pixels by which lanes stand beside each other, where they have a sample at the same time. */
const SHIFTS: Record<Side, number> = { idle: 0, Map: -1.5, tophash: 1.5, swiss: 4.5 }

function yOf(milliseconds: number): number {
  const part = Math.log(Math.max(LEAST, milliseconds) / LEAST) / Math.log(MOST / LEAST)
  return HEIGHT - BOTTOM - part * (HEIGHT - BOTTOM - TOP)
}

function drawScale(g: CanvasRenderingContext2D, width: number, seconds: number): void {
  g.font = '11px system-ui, sans-serif'
  g.strokeStyle = colour('line')
  g.fillStyle = colour('faint')
  g.textAlign = 'right'
  for (const tick of TICKS) {
    const y = Math.round(yOf(tick)) + 0.5
    g.beginPath()
    g.moveTo(LEFT, y)
    g.lineTo(width, y)
    g.stroke()
    g.fillText(tick < 1000 ? `${tick} ms` : `${tick / 1000} s`, LEFT - 6, y + 4)
  }
  const step = [0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10].find(s => seconds / s <= 8) ?? 20
  g.textAlign = 'center'
  for (let s = step; s < seconds; s += step) {
    g.fillText(`${Number(s.toFixed(2))} s`, LEFT + (s / seconds) * (width - LEFT), HEIGHT - 6)
  }
}

function drawLane(g: CanvasRenderingContext2D, width: number, seconds: number, lane: Lane): void {
  g.strokeStyle = colour(COLOURS[lane.side])
  g.fillStyle = g.strokeStyle
  const x = (ms: number) => LEFT + 2 + (ms / 1000 / seconds) * (width - LEFT - 6)
  const shift = SHIFTS[lane.side]
  for (const { at, longest } of lane.samples) {
    const y = yOf(longest)
    g.globalAlpha = 0.45
    g.lineWidth = 1.5
    g.beginPath()
    g.moveTo(x(at) + shift, HEIGHT - BOTTOM)
    g.lineTo(x(at) + shift, y)
    g.stroke()
    g.globalAlpha = 1
    g.beginPath()
    g.arc(x(at) + shift, y, 2.5, 0, 2 * Math.PI)
    g.fill()
  }
}

export function drawRace(canvas: HTMLCanvasElement, lanes: readonly Lane[]): void {
  const { g, width } = fitCanvas(canvas, HEIGHT)
  const last = Math.max(0, ...lanes.map(lane => lane.samples.at(-1)?.at ?? 0))
  const seconds = Math.max(0.1, last / 1000)
  drawScale(g, width, seconds)
  for (const lane of lanes) drawLane(g, width, seconds, lane)
  const texts = lanes.map(({ side, samples }) => {
    const longest = samples.reduce((most, sample) => Math.max(most, sample.longest), 0)
    return `${NAMES[side]}: longest insert so far ${longest.toFixed(1)} milliseconds`
  })
  canvas.setAttribute(
    'aria-label',
    texts.length === 0 ? 'Longest inserts over time, empty until the race starts' : texts.join('; '),
  )
}
