/** `tsx bench/plots.ts [results.json]`: one page with every chart, which opens by itself from disk. */
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { Chart } from './charts.js'
import { chartsOf } from './charts.js'
import { ROOT } from './implementations.js'
import type { Results } from './results.js'
import { describe, read } from './results.js'

const chartLibrary = () => {
  const main = createRequire(import.meta.url).resolve('chart.js')
  return readFileSync(join(dirname(main), 'chart.umd.min.js'), 'utf8')
}

/** A closing tag inside a script would end it. */
const inline = (script: string) => script.replaceAll('</script', '<\\/script')

/** Runs in the page. */
const DRAW = `
for (const chart of charts) {
  const box = document.querySelector('main').appendChild(document.createElement('figure'))
  const canvas = box.appendChild(document.createElement('canvas'))
  const axis = (text, isLog) => ({ type: isLog ? 'logarithmic' : 'linear', title: { display: true, text } })
  const x = axis(chart.xLabel, chart.xLog)
  if (chart.xTicks) x.ticks = { stepSize: 1, callback: value => chart.xTicks[value] ?? '' }
  const y = axis(chart.yLabel, chart.yLog)
  if (!chart.yLog) y.beginAtZero = true
  const datasets = chart.series.map(s => ({ label: s.label, data: s.points, borderColor: s.color, backgroundColor: s.color }))
  new Chart(canvas, {
    type: 'line',
    data: { datasets },
    options: {
      parsing: false,
      animation: false,
      aspectRatio: 1.6,
      interaction: { mode: 'nearest', axis: 'x', intersect: false },
      plugins: { title: { display: true, text: chart.title } },
      scales: { x, y },
    },
  })
}`

const STYLE = `body { font: 15px/1.5 sans-serif; margin: 2em auto; max-width: 1400px; padding: 0 1em }
main { display: grid; grid-template-columns: repeat(auto-fill, minmax(560px, 1fr)); gap: 1.5em }
figure { margin: 0 }`

const escapeHtml = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

const page = (results: Results, charts: Chart[]) => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>tophash: results</title>
<style>${STYLE}</style>
<h1>tophash beside Map</h1>
<p>${escapeHtml(describe(results).replaceAll('`', ''))}</p>
<main></main>
<script>${inline(chartLibrary())}</script>
<script>
const charts = ${inline(JSON.stringify(charts))}
${DRAW}
</script>
</html>
`

const main = (file: string, out: string) => {
  const results = read(file)
  writeFileSync(out, page(results, chartsOf(results)))
}

try {
  const file = process.argv[2] ?? join(ROOT, 'bench/results/latest.json')
  main(file, join(dirname(file), 'plots.html'))
} catch (error) {
  process.stderr.write(`plots: ${(error as Error).message.split('\n')[0]}\n`)
  process.exitCode = 2
}
