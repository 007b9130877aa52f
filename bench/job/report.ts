/** Writes the page that opens from disk. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileProblem, UserError } from '../common/errors.js'
import { chartLibrary, jsonSafe, pageStyle, scriptSafe } from '../common/html.js'
import { thisMachine } from '../common/machine.js'
import { fromHere, ROOT } from '../common/root.js'
import { today } from '../common/stamp.js'
import { type Report, renderBody } from './page.js'
import type { Summary } from './summary.js'

const REPORT = join(ROOT, 'report/index.html')

const pagePart = (name: string): URL => new URL(`./page/${name}`, import.meta.url)

function renderPage(report: Report): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>tophash beside Map</title>
<style>
${pageStyle(pagePart('style.css'))}</style>
</head>
<body>
${renderBody(report)}
<script>${scriptSafe(chartLibrary())}</script>
<script>const report = ${jsonSafe(report.summary)}</script>
<script>
${scriptSafe(readFileSync(pagePart('charts.js'), 'utf8'))}</script>
</body>
</html>
`
}

/** Writes the page and returns its path, relative to where the user stands. */
export function writeReport(summary: Summary, inputs: string[], command: string): string {
  const report = { summary, inputs, command, machine: thisMachine(), date: today() }
  const path = fromHere(REPORT)
  const page = renderPage(report)
  try {
    mkdirSync(dirname(REPORT), { recursive: true })
    writeFileSync(REPORT, page)
  } catch (error) {
    throw new UserError(`cannot write ${path}: ${fileProblem(error)}`)
  }
  return path
}
