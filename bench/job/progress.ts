/** Progress of many steps of different lengths. */
import { startBar } from '../common/progress.js'

/** A bar on a terminal, a line a step elsewhere. */
export interface Progress {
  step(label: string): void
  done(steps?: number): void
  stop(): void
}

const FORMAT = ' {bar} {value}/{total} | {duration_formatted} | {label}'

function barProgress(total: number): Progress {
  const options = { format: FORMAT, clearOnComplete: true, barsize: 24, forceRedraw: true }
  const bar = startBar(total, options, { label: '' })
  return {
    step: label => bar.update({ label }),
    done: (steps = 1) => bar.increment(steps),
    stop: () => bar.stop(),
  }
}

function lineProgress(total: number): Progress {
  let value = 0
  return {
    step: label => void process.stderr.write(`[${value + 1}/${total}] ${label}\n`),
    done: (steps = 1) => {
      value += steps
    },
    stop: () => {},
  }
}

export function startProgress(total: number): Progress {
  return process.stderr.isTTY ? barProgress(total) : lineProgress(total)
}
