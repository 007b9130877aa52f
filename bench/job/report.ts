import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { fileProblem, UserError } from '../common/errors.js'
import { type Machine, thisMachine } from './machine.js'
import { renderBody } from './page.js'
import type { Summary } from './summary.js'

/** All that the page shows. */
export interface Report {
  summary: Summary
  machine: Machine
  inputs: string[]
  command: string
  date: string
}

const REPORT = new URL('../../report/index.html', import.meta.url)

const pagePart = (name: string): string => readFileSync(new URL(`./page/${name}`, import.meta.url), 'utf8')

/** The browser build beside the one that Node resolves; without its source map, which would be fetched. */
function chartLibrary(): string {
  const main = createRequire(import.meta.url).resolve('chart.js')
  const text = readFileSync(main.replace(/chart\.\w+$/, 'chart.umd.min.js'), 'utf8')
  return text.replace(/^\/\/# sourceMappingURL=.*$/m, '')
}

// Inside <script> only a closing tag or a comment opener can break out.
const scriptSafe = (code: string): string => code.replace(/<(?=\/script|!--)/gi, '\\x3c')

const jsonSafe = (value: unknown): string => JSON.stringify(value).replaceAll('<', '\\u003c')

function renderPage(report: Report): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>tophash beside Map</title>
<style>
${pagePart('style.css')}</style>
</head>
<body>
${renderBody(report)}
<script>${scriptSafe(chartLibrary())}</script>
<script>const report = ${jsonSafe(report.summary)}</script>
<script>
${scriptSafe(pagePart('charts.js'))}</script>
</body>
</html>
`
}

/** Writes the page and returns its path, relative to where the user stands. */
export function writeReport(summary: Summary, inputs: string[], command: string): string {
  const report = { summary, inputs, command, machine: thisMachine(), date: new Date().toISOString().slice(0, 10) }
  const path = relative(process.cwd(), fileURLToPath(REPORT))
  const page = renderPage(report)
  try {
    mkdirSync(new URL('.', REPORT), { recursive: true })
    writeFileSync(REPORT, page)
  } catch (error) {
    throw new UserError(`cannot write ${path}: ${fileProblem(error)}`)
  }
  return path
}
