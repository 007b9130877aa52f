/** Progress on stderr, so that stdout holds only the results: a bar for a person, a line a row for a log. */
import { type Options, Presets, SingleBar } from 'cli-progress'

export interface Progress {
  step(name: string): void
  row(name: string, summary: string): void
  stop(): void
}

export const startBar = (total: number, options: Options, payload: object) => {
  const bar = new SingleBar({ hideCursor: true, stream: process.stderr, ...options }, Presets.shades_classic)
  bar.start(total, 0, payload)
  return bar
}

const inBar = (total: number): Progress => {
  const bar = startBar(total, { format: '{bar} {value}/{total} {eta_formatted} {name}' }, { name: '' })
  return {
    step: name => bar.increment({ name }),
    row: () => {},
    stop: () => bar.stop(),
  }
}

const onLines = (): Progress => ({
  step: () => {},
  row: (name, summary) => process.stderr.write(`${name}: ${summary}\n`),
  stop: () => {},
})

export const startProgress = (total: number) => (process.stderr.isTTY ? inBar(total) : onLines())
