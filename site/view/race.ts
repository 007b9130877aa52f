// The race: starts the workers and draws what they say as it comes.

import { announce, byId, make, setText } from '../dom.js'
import { fastestBinary, fastestSwiss, startWorker } from '../embedded.js'
import { expectedSum, type RaceMessage, type RaceOrder, type RaceResult, type Side } from '../race-protocol.js'
import { drawRace, type Lane, NAMES } from './race-chart.js'

const SIDES: Side[] = ['idle', 'Map', 'tophash', 'swiss']

interface LaneElements {
  bar: HTMLProgressElement
  text: HTMLElement
}

class Race {
  readonly n: number
  readonly lanes = SIDES.map((side): Lane => ({ side, samples: [], result: undefined }))
  readonly #elements: LaneElements[]
  readonly #workers: Worker[] = []
  #isDirty = true
  #isOver = false

  constructor(n: number) {
    this.n = n
    this.#elements = this.lanes.map(({ side }) => laneElements(side, n))
    byId('race-results').replaceChildren()
  }

  async run(inSeries: boolean): Promise<void> {
    const modules: Partial<Record<Side, WebAssembly.Module>> = {
      tophash: await fastestBinary(),
      swiss: await fastestSwiss(),
    }
    const frame = () => {
      this.#draw()
      if (!this.#isOver) requestAnimationFrame(frame)
    }
    frame()
    try {
      const [idle, ...others] = this.lanes
      await this.#runLane(idle!, modules)
      if (inSeries) for (const lane of others) await this.#runLane(lane, modules)
      else await Promise.all(others.map(lane => this.#runLane(lane, modules)))
    } finally {
      this.stop()
      this.#draw()
    }
  }

  stop(): void {
    this.#isOver = true
    for (const worker of this.#workers) worker.terminate()
  }

  redraw(): void {
    this.#isDirty = true
    if (this.#isOver) this.#draw()
  }

  #runLane(lane: Lane, modules: Partial<Record<Side, WebAssembly.Module>>): Promise<void> {
    if (this.#isOver) return Promise.resolve()
    const worker = startWorker('race')
    this.#workers.push(worker)
    const { promise, resolve, reject } = deferred()
    worker.onerror = event => reject(new Error(event.message))
    worker.onmessage = ({ data }: MessageEvent<RaceMessage>) => {
      this.#isDirty = true
      if (data.kind === 'sample') lane.samples.push(data.sample)
      else if (data.kind === 'failed') reject(new Error(`${NAMES[lane.side]}: ${data.message}`))
      else if (data.kind === 'done') {
        lane.result = data.result
        this.#report(lane.side, data.result)
        worker.terminate()
        resolve()
      }
    }
    const order: RaceOrder = { side: lane.side, n: this.n, module: modules[lane.side] }
    worker.postMessage(order)
    return promise
  }

  #report(side: Side, { milliseconds, longest, pauses, pausedMs, size, sum }: RaceResult): void {
    const isIdle = side === 'idle'
    const isRight = isIdle || (size === this.n && sum === expectedSum(this.n))
    const cells = [
      isIdle ? '' : size.toLocaleString('en'),
      `${(milliseconds / 1000).toFixed(2)} s`,
      `${longest.toFixed(1)} ms`,
      pauses === 0 ? 'none' : `${pauses}, ${Math.round(pausedMs)} ms in all`,
      isIdle ? '' : isRight ? 'all right' : 'WRONG',
    ]
    const row = make(
      'tr',
      { 'data-side': side, 'data-right': String(isRight) },
      make('th', { scope: 'row' }, NAMES[side]),
    )
    row.append(...cells.map(text => make('td', {}, text)))
    byId('race-results').append(row)
    const answers = isIdle ? '' : `, answers ${cells[4]}`
    const text = `${NAMES[side]}: ${cells[1]}, longest insert ${cells[2]}${answers}`
    announce(text)
    if (!isRight) throw new Error(text)
  }

  #draw(): void {
    if (!this.#isDirty) return
    this.#isDirty = false
    for (const [i, { samples, result }] of this.lanes.entries()) {
      const { bar, text } = this.#elements[i]!
      const done = samples.at(-1)?.done ?? 0
      bar.value = done
      const percent = `${Math.floor((100 * done) / this.n)} %`
      setText(
        text,
        result === undefined
          ? done === this.n
            ? 'checking'
            : percent
          : `${(result.milliseconds / 1000).toFixed(2)} s`,
      )
    }
    drawRace(byId<HTMLCanvasElement>('race-chart'), this.lanes)
  }
}

function deferred(): { promise: Promise<void>; resolve: () => void; reject: (error: Error) => void } {
  let resolve!: () => void
  let reject!: (error: Error) => void
  const promise = new Promise<void>((yes, no) => {
    resolve = yes
    reject = no
  })
  return { promise, resolve, reject }
}

function laneElements(side: Side, n: number): LaneElements {
  const bar = make('progress', { max: n, value: 0, 'aria-label': `${NAMES[side]}: entries inserted` })
  const text = make('span', { class: 'lane-text' })
  const lane = make('div', { class: `lane ${side}` }, make('span', { class: 'lane-name' }, NAMES[side]), bar, text)
  if (side === SIDES[0]) byId('race-lanes').replaceChildren()
  byId('race-lanes').append(lane)
  return { bar, text }
}

/** What this device should manage without trouble. */
export function defaultEntries(): string {
  const { deviceMemory = 8 } = navigator as { deviceMemory?: number }
  if (deviceMemory <= 2 || matchMedia('(max-width: 600px)').matches) return '500000'
  return deviceMemory <= 4 ? '1000000' : '3000000'
}

export function wireRace(fail: (error: unknown) => void): void {
  let race: Race | undefined
  const start = byId<HTMLButtonElement>('race-start')
  const stop = byId<HTMLButtonElement>('race-stop')
  const entries = byId<HTMLSelectElement>('race-n')
  entries.value = defaultEntries()
  byId('race-form').addEventListener('submit', event => {
    event.preventDefault()
    if (start.disabled) return
    race = new Race(Number(entries.value))
    start.disabled = true
    stop.disabled = false
    const inSeries = byId<HTMLSelectElement>('race-order').value === 'series'
    const end = () => {
      start.disabled = false
      stop.disabled = true
    }
    race.run(inSeries).catch(fail).finally(end)
  })
  stop.addEventListener('click', () => {
    race?.stop()
    start.disabled = false
    stop.disabled = true
    announce('The race was stopped.')
  })
  const redraw = () => race?.redraw()
  window.addEventListener('resize', redraw)
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', redraw)
  drawRace(byId<HTMLCanvasElement>('race-chart'), [])
}
