/** The body of the page. */
import { escapeHtml } from '../common/html.js'
import type { Machine } from '../common/machine.js'
import { formatBytes, formatInteger, formatMilliseconds, formatNanoseconds, formatRatio } from './format.js'
import { PERCENTILES } from './latency.js'
import { latencyNote, startNote, verdict } from './notes.js'
import type { JobSummary, SideSummary, Summary } from './summary.js'

/** All that the page shows. */
export interface Report {
  summary: Summary
  machine: Machine
  inputs: string[]
  command: string
  date: string
}

function tile({ name, ratio, Map: map, tophash }: JobSummary): string {
  const times = `${map.limit ?? formatMilliseconds(map.milliseconds)} → ${formatMilliseconds(tophash.milliseconds)}`
  return `<li><span>${escapeHtml(name)}</span><strong${ratio !== undefined && ratio < 1 ? ' class="slower"' : ''}>${formatRatio(ratio)}</strong><span>${escapeHtml(times)}</span></li>`
}

function sideRow(name: string, side: SideSummary, ratio: number | undefined, jobCell: string): string {
  const percentiles = PERCENTILES.map((_, i) => formatNanoseconds(side.latency?.percentiles[i]))
  const numbers = [
    side.limit === null ? formatMilliseconds(side.milliseconds) : escapeHtml(side.limit),
    side.rounds === 0 ? '–' : `${side.rounds}`,
    formatRatio(ratio),
    ...percentiles,
    formatNanoseconds(side.latency?.max),
    formatBytes(side.bytesAnEntry),
  ]
  return `<tr>${jobCell}<td>${name}</td>${numbers.map(text => `<td class="number">${text}</td>`).join('')}</tr>`
}

function jobRows(job: JobSummary): string {
  const found = job.matched === undefined ? '' : `, ${formatInteger(job.matched)} matched`
  const cell = `<th scope="rowgroup" rowspan="2">${escapeHtml(job.name)}<small>${escapeHtml(job.what)}; ${job.classes};
${formatInteger(job.operations)} operations, ${formatInteger(job.entries)} entries${found}</small></th>`
  const ratioOfMap = job.Map.milliseconds === undefined ? undefined : 1
  return `<tbody>${sideRow('Map', job.Map, ratioOfMap, cell)}
${sideRow('tophash', job.tophash, job.ratio, '')}</tbody>`
}

function table({ jobs }: Summary): string {
  const heads = ['time', 'rounds', 'ratio', ...PERCENTILES.map(p => `p${p}`), 'longest operation', 'bytes an entry']
  return `<div class="scroll"><table>
<thead><tr><th>job</th><th>side</th>${heads.map(head => `<th class="number">${head}</th>`).join('')}</tr></thead>
${jobs.map(jobRows).join('\n')}
</table></div>`
}

function figure(id: string, title: string, note: string, extra = ''): string {
  return `<figure${extra}><figcaption><h3>${escapeHtml(title)}</h3><p>${escapeHtml(note)}</p></figcaption>
<div class="chart"><canvas id="${id}" role="img" aria-label="${escapeHtml(title)}"></canvas></div></figure>`
}

function list(items: [string, string][]): string {
  return `<dl>${items.map(([term, text]) => `<dt>${term}</dt><dd>${escapeHtml(text)}</dd>`).join('')}</dl>`
}

export function renderBody({ summary, machine, inputs, command, date }: Report): string {
  const latencyFigures = summary.jobs.map((job, i) => figure(`latency-${i}`, job.name, job.classes))
  return `<main>
<header>
<h1>tophash beside <code>Map</code></h1>
<p>${escapeHtml(verdict(summary))} How many times as fast as <code>Map</code>:</p>
</header>
<ul class="tiles">${summary.jobs.map(tile).join('')}</ul>
<h2>Time and memory</h2>
<div class="grid">
${figure('time', 'Time an operation', 'Total time divided by the number of operations, median of the rounds; lower is better.')}
${figure('bytes', 'Bytes an entry', 'Growth of resident memory divided by the number of entries; lower is better.')}
</div>
<h2>How long single operations take</h2>
<p>${escapeHtml(latencyNote(summary))} Every number contains one reading of the clock. Logarithmic scale; lower is better.</p>
<div class="grid">
${latencyFigures.join('\n')}
</div>
<h2>All numbers</h2>
${table(summary)}
<h2>How it was measured</h2>
${list([
  ['Input', inputs.join('; ')],
  ['Machine', `${machine.cpu}, ${machine.cores} cores, ${machine.memory} of memory, ${machine.system}`],
  ['Node', machine.node],
  ['Command', command],
  ['Date', date],
  ['Start', startNote(summary)],
  [
    'Method',
    'Each run is a process of its own, Map and tophash in turn. Garbage is collected before and after a run, outside the time. Compared: size, sum of the values, the 100 greatest entries and a checksum over all entries.',
  ],
])}
</main>`
}
