// The plots of the benchmark, one for each operation. Loaded when there is something to plot.

import { BarController, BarElement, CategoryScale, Chart, Legend, LogarithmicScale, Tooltip } from 'chart.js'
import { CONTENDERS, type Contender, OPERATIONS, type Row } from '../bench-protocol.js'
import { colour, make } from '../dom.js'

Chart.register(BarController, BarElement, CategoryScale, LogarithmicScale, Legend, Tooltip)

const COLOURS: Record<Contender, string> = { Map: 'map', tophash: 'tophash', swiss: 'swiss', many: 'many' }
const LABELS: Record<Contender, string> = {
  Map: 'Map',
  tophash: 'tophash',
  swiss: 'tophash/swiss',
  many: 'tophash, many keys a call',
}

let charts: Chart[] = []

const short = (n: number) => (n < 1e6 ? `${n / 1000} k` : `${n / 1e6} M`)

function chartOf(canvas: HTMLCanvasElement, rows: Row[]): Chart {
  const tick = { color: colour('faint') }
  const datasets = CONTENDERS.map(contender => ({
    label: LABELS[contender],
    data: rows.map(row => row.times[contender]),
    backgroundColor: colour(COLOURS[contender]),
    borderRadius: 3,
    maxBarThickness: 26,
  }))
  const isPower = (value: number) => Number.isInteger(Math.log10(value))
  return new Chart(canvas, {
    type: 'bar',
    data: { labels: rows.map(row => short(row.n)), datasets },
    options: {
      animation: false,
      maintainAspectRatio: false,
      plugins: {
        legend: { position: 'bottom', labels: { color: colour('ink'), boxWidth: 10, boxHeight: 10 } },
        tooltip: { callbacks: { label: item => `${item.dataset.label}: ${Number(item.raw).toFixed(1)} ns` } },
      },
      scales: {
        x: { grid: { display: false }, ticks: tick, border: { color: colour('line') } },
        y: {
          type: 'logarithmic',
          min: 1,
          grid: { color: colour('line') },
          border: { display: false },
          ticks: { ...tick, callback: value => (isPower(Number(value)) ? `${value} ns` : null) },
        },
      },
    },
  })
}

function labelOf(operation: string, rows: Row[]): string {
  const parts = rows.map(({ n, times }) => {
    return `at ${short(n)} entries ${CONTENDERS.map(c => `${LABELS[c]} ${times[c].toFixed(0)}`).join(', ')}`
  })
  return `Nanoseconds a ${operation}: ${parts.join('; ')}`
}

export function drawCharts(root: HTMLElement, rows: readonly Row[]): void {
  for (const chart of charts) chart.destroy()
  root.replaceChildren()
  charts = OPERATIONS.map(operation => {
    const own = rows.filter(row => row.operation === operation)
    const canvas = make('canvas', { role: 'img', 'aria-label': labelOf(operation, own) })
    const caption = make('figcaption', {}, make('b', {}, operation), ', nanoseconds an operation')
    root.append(make('figure', { class: 'chart-box' }, caption, make('div', { class: 'chart-area' }, canvas)))
    return chartOf(canvas, own)
  })
}
