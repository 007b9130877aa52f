// The page: loads the three builds, then wires the table, the walk, the race and the benchmark.

import { loadBackends, loadSwiss } from './backends.js'
import { keyIn, wireControls } from './controls.js'
import { byId, setText } from './dom.js'
import { Explorer } from './explorer.js'
import { wireBenchmark } from './view/bench.js'
import { wireRace } from './view/race.js'

const FIRST_ENTRIES = 20

/** Shows an error on the page and in the console. */
function fail(error: unknown): void {
  const problem = byId('problem')
  problem.hidden = false
  setText(problem, error instanceof Error ? error.message : String(error))
  console.error(error)
}

function guard(work: () => void): void {
  try {
    work()
  } catch (error) {
    fail(error)
  }
}

function wireWalk(explorer: Explorer): void {
  byId('walk-form').addEventListener('submit', event => {
    event.preventDefault()
    const key = keyIn(explorer.session.keys, byId<HTMLInputElement>('walk-key'), byId('walk-problem'))
    if (key !== undefined) guard(() => explorer.follow(key))
  })
}

async function start(): Promise<void> {
  const [builds, swiss] = await Promise.all([loadBackends(), loadSwiss()])
  const explorer = new Explorer(builds, swiss, { keys: 'int32', seed: 1n, capacity: 0 })
  const player = wireControls(explorer, guard)
  wireWalk(explorer)
  wireRace(fail)
  wireBenchmark(fail)
  // Something to look at.
  player.steps(FIRST_ENTRIES)
  explorer.follow(explorer.session.roster.at(FIRST_ENTRIES - 3))
  const redraw = () => explorer.change()
  window.addEventListener('resize', redraw)
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', redraw)
  const frame = (now: number) => {
    guard(() => {
      player.tick(now)
      explorer.draw()
    })
    requestAnimationFrame(frame)
  }
  frame(performance.now())
  document.documentElement.dataset.ready = 'true'
}

start().catch(fail)
