/** `npm start`: counts the same things with `Map` and with tophash, and compares. */
import { basename } from 'node:path'
import { UserError } from '../common/errors.js'
import { isBuilt } from '../common/library.js'
import { type Corpus, installedText } from '../data/corpus.js'
import { jobsFor } from './catalog.js'
import { formatSize } from './format.js'
import { latencyNote, startNote, verdict } from './notes.js'
import { HELP, parseOptions } from './options.js'
import { installedPlaces, type Places } from './places.js'
import type { Input } from './protocol.js'
import { writeReport } from './report.js'
import { MeasurementError, runJobs } from './schedule.js'
import { summarize } from './summary.js'
import { renderTable } from './table.js'
import { userText } from './user-text.js'

function describeInputs(corpus: Corpus, places: Places | null): string[] {
  const text = `${formatSize(corpus.bytes)} of text: ${corpus.origin}`
  return places === null ? [text] : [text, `coordinates and names: ${places.origin}`]
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
  if (!isBuilt('dist', 'simd')) throw new UserError('tophash is not built yet (run npm run build)')
  const places = own ? null : installedPlaces()
  const none = new Float64Array()
  const input: Input = {
    files: corpus.files,
    textBytes: corpus.bytes,
    left: places?.left ?? none,
    right: places?.right ?? none,
    names: places?.names ?? '',
  }

  const inputs = describeInputs(corpus, places)
  console.log(inputs.join('\n'))
  const summary = summarize(await runJobs(jobsFor(own), input))
  console.log(renderTable(summary))
  console.log([verdict(summary), startNote(summary), latencyNote(summary)].join('\n'))
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
