// The benchmark: runs it in a worker, fills the table as rows come, draws the plots at the end.

import { type BenchMessage, type BenchOrder, CONTENDERS, type Row } from '../bench-protocol.js'
import { announce, byId, make, setText } from '../dom.js'
import { fastestBinary, fastestSwiss, loadScript, startWorker } from '../embedded.js'

declare global {
  var tophashCharts: typeof import('./bench-charts.js') | undefined
}

const SIZES = [1000, 100_000, 1_000_000]

function nanoseconds(time: number): string {
  return `${Number(time.toPrecision(3)).toLocaleString('en')} ns`
}

function addRow({ operation, n, times }: Row): void {
  const ratio = times.Map / times.tophash
  const row = make('tr', { 'data-operation': operation, 'data-n': n })
  row.append(make('th', { scope: 'row' }, operation), make('td', {}, n.toLocaleString('en')))
  for (const contender of CONTENDERS) {
    row.append(
      make(
        'td',
        { 'data-contender': contender, 'data-ns': times[contender].toFixed(3) },
        nanoseconds(times[contender]),
      ),
    )
  }
  row.append(make('td', { class: ratio < 1 ? 'slower' : 'faster' }, `${ratio.toFixed(2)}×`))
  byId('bench-results').append(row)
}

function runWorker(order: BenchOrder, rows: Row[]): Promise<void> {
  const worker = startWorker('bench')
  const run = new Promise<void>((resolve, reject) => {
    worker.onerror = event => reject(new Error(event.message))
    worker.onmessage = ({ data }: MessageEvent<BenchMessage>) => {
      if (data.kind === 'done') resolve()
      else if (data.kind === 'failed') reject(new Error(data.message))
      else {
        rows.push(data.row)
        addRow(data.row)
        byId<HTMLProgressElement>('bench-progress').value = data.part
        setText(byId('bench-status'), `${Math.round(100 * data.part)} %`)
      }
    }
  })
  worker.postMessage(order)
  return run.finally(() => worker.terminate())
}

async function drawPlots(rows: Row[]): Promise<void> {
  if (globalThis.tophashCharts === undefined) await loadScript('bench-charts.js')
  globalThis.tophashCharts!.drawCharts(byId('bench-charts'), rows)
}

async function run(rows: Row[]): Promise<void> {
  const most = Number(byId<HTMLSelectElement>('bench-max').value)
  const module = await fastestBinary()
  const swiss = await fastestSwiss()
  byId('bench-results').replaceChildren()
  byId('bench-scroll').hidden = false
  byId('bench-progress').hidden = false
  setText(byId('bench-status'), 'running')
  await runWorker({ sizes: SIZES.filter(n => n <= most), module, swiss }, rows)
  await drawPlots(rows)
  setText(byId('bench-status'), 'done, every answer was right')
  announce('The benchmark is done, every answer was right. The results are in the table.')
}

export function wireBenchmark(fail: (error: unknown) => void): void {
  const button = byId<HTMLButtonElement>('bench-start')
  let rows: Row[] = []
  byId('bench-form').addEventListener('submit', event => {
    event.preventDefault()
    if (button.disabled) return
    button.disabled = true
    rows = []
    run(rows)
      .catch(error => {
        setText(byId('bench-status'), 'failed')
        fail(error)
      })
      .finally(() => {
        button.disabled = false
        byId('bench-progress').hidden = true
      })
  })
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', async () => {
    if (rows.length === 0 || button.disabled) return
    await drawPlots(rows)
  })
}
