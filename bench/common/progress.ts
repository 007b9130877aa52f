/** Progress on stderr: a bar for a person, a line a row for a log. */
import { Presets, SingleBar } from 'cli-progress'

export interface Progress {
  step(name: string): void
  row(name: string, summary: string): void
  stop(): void
}

const bar = (total: number): Progress => {
  const single = new SingleBar(
    { format: '{bar} {value}/{total} {eta_formatted} {name}', hideCursor: true, stream: process.stderr },
    Presets.shades_classic,
  )
  single.start(total, 0, { name: '' })
  return {
    step: name => single.increment({ name }),
    row: () => {},
    stop: () => single.stop(),
  }
}

const lines = (): Progress => ({
  step: () => {},
  row: (name, summary) => process.stderr.write(`${name}: ${summary}\n`),
  stop: () => {},
})

export const startProgress = (total: number) => (process.stderr.isTTY ? bar(total) : lines())
