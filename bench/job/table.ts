/** The summary for a terminal. */
import type { Cell, HorizontalAlignment } from 'cli-table3'
import { textTable } from '../common/text-table.js'
import { formatBytes, formatInteger, formatMilliseconds, formatNanoseconds, formatRatio } from './format.js'
import type { JobSummary, SideSummary, Summary } from './summary.js'

const HEAD = ['job', 'side', 'time', 'ratio', 'longest operation', 'bytes an entry']

function describe({ name, operations, entries, matched }: JobSummary): string {
  const found = matched === undefined ? '' : `, ${formatInteger(matched)} matched`
  return `${name}\n${formatInteger(operations)} operations, ${formatInteger(entries)} entries${found}`
}

function cells(name: string, side: SideSummary, ratio: number | undefined): string[] {
  const numbers = [
    side.limit ?? formatMilliseconds(side.milliseconds),
    formatRatio(ratio),
    formatNanoseconds(side.latency?.max),
    formatBytes(side.bytesAnEntry),
  ]
  return [name, ...numbers]
}

const ALIGNMENTS: HorizontalAlignment[] = ['left', 'left', 'right', 'right', 'right', 'right']

/** Two rows a job; the ratio says how many times as fast as `Map`. */
export function renderTable({ jobs }: Summary): string {
  const rows = jobs.flatMap((job): Cell[][] => {
    const ratioOfMap = job.Map.milliseconds === undefined ? undefined : 1
    return [
      [{ rowSpan: 2, content: describe(job) }, ...cells('Map', job.Map, ratioOfMap)],
      cells('tophash', job.tophash, job.ratio),
    ]
  })
  return textTable(HEAD, rows, ALIGNMENTS)
}
