import { existsSync } from 'node:fs'
import { basename } from 'node:path'
import { jobsFor } from './catalog.js'
import { type Coordinates, installedCoordinates } from './coordinates.js'
import { type Corpus, installedText, userText } from './corpus.js'
import { UserError } from './errors.js'
import { formatMegabytes } from './format.js'
import { HELP, parseOptions } from './options.js'
import type { Input } from './protocol.js'
import { writeReport } from './report.js'
import { MeasurementError, runJobs } from './schedule.js'
import { type Summary, summarize } from './summary.js'
import { renderTable } from './table.js'

const BUILT = new URL('../../dist/index.js', import.meta.url)

function describeInputs(corpus: Corpus, coordinates: Coordinates | null): string[] {
  const text = `${formatMegabytes(corpus.bytes)} of text: ${corpus.origin}`
  return coordinates === null ? [text] : [text, `coordinates: ${coordinates.origin}`]
}

function notes({ jobs }: Summary): string[] {
  const alone = jobs.filter(job => job.Map.limit !== null)
  if (alone.length === 0) return ['Both sides gave equal results in every run.']
  return alone.map(job => `${job.name}: Map gave up (${job.Map.limit}), so there was nothing to compare with.`)
}

function commandFor(files: string[]): string {
  return files.length === 0 ? 'npm start' : `npm start -- ${files.map(file => basename(file)).join(' ')}`
}

async function main(): Promise<void> {
  const { help, files } = parseOptions(process.argv.slice(2))
  if (help) {
    process.stdout.write(HELP)
    return
  }
  const own = files.length > 0
  const corpus = own ? userText(files) : installedText()
  if (!existsSync(BUILT)) throw new UserError('tophash is not built yet (run npm run build)')
  const coordinates = own ? null : installedCoordinates()
  const none = new Float64Array()
  const input: Input = { files: corpus.files, left: coordinates?.left ?? none, right: coordinates?.right ?? none }

  const inputs = describeInputs(corpus, coordinates)
  console.log(inputs.join('\n'))
  const summary = summarize(await runJobs(jobsFor(own), input))
  console.log(renderTable(summary))
  console.log(notes(summary).join('\n'))
  console.log(`Report: ${writeReport(summary, inputs, commandFor(files))}`)
}

try {
  await main()
} catch (error) {
  if (!(error instanceof UserError || error instanceof MeasurementError)) throw error
  const prefix = error instanceof MeasurementError ? 'MEASUREMENT FAILED: ' : 'tophash: '
  process.stderr.write(`${prefix}${error.message}\n`)
  process.exitCode = 1
}
