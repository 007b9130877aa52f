/** Pieces of pages, as text. Whatever comes from a results file goes through `escapeHtml`. */
import { escapeHtml } from '../common/html.js'
import { count } from '../common/numbers.js'
import type { Chart, Point } from './chart.js'
import { amount, multiple } from './format.js'

/** Text in which `code` stands between backticks. */
export const prose = (text: string) => escapeHtml(text).replace(/`([^`]+)`/g, '<code>$1</code>')

export interface Cell {
  text: string
  /** Loses against what it is compared with. */
  isSlower?: boolean
}

export const cellOf = (text: string, times?: number): Cell =>
  times === undefined ? { text } : { text: `${text} (${multiple(times)})`, isSlower: times < 1 }

const td = ({ text, isSlower }: Cell) => `<td${isSlower ? ' class="slower"' : ''}>${escapeHtml(text)}</td>`

interface TableRow {
  title: string
  cells: Cell[]
}

/** The first column names the rows. */
export const table = (caption: string, head: string[], rows: TableRow[]) => `<div class="scroll"><table>
<caption>${escapeHtml(caption)}</caption>
<thead><tr>${head.map(text => `<th scope="col">${escapeHtml(text)}</th>`).join('')}</tr></thead>
<tbody>
${rows.map(({ title, cells }) => `<tr><th scope="row">${escapeHtml(title)}</th>${cells.map(td).join('')}</tr>`).join('\n')}
</tbody></table></div>`

const pointCell = (point: Point | undefined, unit: Chart['unit']) =>
  point ? cellOf(amount(point.y, unit), point.multiple) : cellOf('–')

const placeName = (chart: Chart, x: number) => chart.xTicks?.[x] ?? count(x)

/** Every number of a chart. */
const numbersOf = (chart: Chart) => {
  const places = [...new Set(chart.series.flatMap(s => s.points.map(p => p.x)))].sort((a, b) => a - b)
  const rows = places.map(x => ({
    title: placeName(chart, x),
    cells: chart.series.map(s =>
      pointCell(
        s.points.find(p => p.x === x),
        chart.unit,
      ),
    ),
  }))
  return table(chart.title, [chart.xLabel, ...chart.series.map(s => s.label)], rows)
}

/** A place for a chart, which the page's script draws, and its numbers for who cannot see it. */
export const figure = (chart: Chart, note = '') => `<figure id="${escapeHtml(chart.id)}">
<figcaption><h3>${escapeHtml(chart.title)}</h3>${note === '' ? '' : `<p>${prose(note)}</p>`}</figcaption>
<div class="chart"><canvas data-chart="${escapeHtml(chart.id)}" role="img" aria-label="${escapeHtml(`Line chart: ${chart.title}, ${chart.yLabel} by ${chart.xLabel}. The table below has its numbers.`)}"></canvas></div>
<details><summary>The numbers</summary>
${numbersOf(chart)}
</details></figure>`

export const grid = (figures: string[]) =>
  figures.length === 0 ? '' : `<div class="grid">\n${figures.join('\n')}\n</div>`

export const definitions = (items: [string, string][]) =>
  `<dl>${items.map(([term, text]) => `<dt>${escapeHtml(term)}</dt><dd>${prose(text)}</dd>`).join('')}</dl>`
