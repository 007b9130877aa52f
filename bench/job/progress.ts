import { Presets, SingleBar } from 'cli-progress'

/** A bar on a terminal, a line a step elsewhere; both on stderr, so that stdout holds only the results. */
export interface Progress {
  step(label: string): void
  done(steps?: number): void
  stop(): void
}

const FORMAT = ' {bar} {value}/{total} | {duration_formatted} | {label}'

function barProgress(total: number): Progress {
  const bar = new SingleBar(
    { format: FORMAT, stream: process.stderr, hideCursor: true, clearOnComplete: true, barsize: 24, forceRedraw: true },
    Presets.shades_classic,
  )
  bar.start(total, 0, { label: '' })
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
