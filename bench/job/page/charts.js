// Runs in the report's page, after chart.js and `const report`. No modules: a page opened from disk cannot import any.

const STEPS = ['p50', 'p99', 'p99.9', 'p99.99', 'longest']

const color = name => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim()

function nanoseconds(value) {
  const units = ['ns', 'µs', 'ms', 's']
  let unit = 0
  let rest = value
  while (rest >= 1000 && unit < units.length - 1) {
    rest /= 1000
    unit += 1
  }
  return `${Number(rest.toPrecision(3))} ${units[unit]}`
}

const bytes = value => `${Number(value.toFixed(1))} B`

function bars(side, pick) {
  return {
    label: side,
    data: report.jobs.map(job => pick(job, job[side]) ?? null),
    backgroundColor: color(side.toLowerCase()),
    borderRadius: 3,
    maxBarThickness: 34,
  }
}

function barChart(id, pick, format) {
  return new Chart(document.getElementById(id), {
    type: 'bar',
    data: {
      labels: report.jobs.map(job => job.name.split(': ')),
      datasets: [bars('Map', pick), bars('tophash', pick)],
    },
    options: { ...options(format), scales: scales({ beginAtZero: true }, format) },
  })
}

function line(label, latency, style) {
  return {
    label,
    data: latency === null ? [] : [...latency.percentiles, latency.max],
    borderColor: color(style),
    backgroundColor: color(style),
    borderDash: style === 'idle' ? [5, 4] : [],
    borderWidth: 2,
    pointStyle: style === 'idle' ? 'line' : 'circle',
    pointRadius: style === 'idle' ? 2 : 4,
  }
}

function latencyChart(job, index) {
  const datasets = [line('Map', job.Map.latency, 'map'), line('tophash', job.tophash.latency, 'tophash')]
  if (report.idle !== null) datasets.push(line('no map', report.idle, 'idle'))
  return new Chart(document.getElementById(`latency-${index}`), {
    type: 'line',
    data: { labels: STEPS, datasets },
    options: { ...options(nanoseconds), scales: scales({ type: 'logarithmic', min: 10, max: longest() }, nanoseconds) },
  })
}

/** One scale for all latency plots: the next power of ten above the longest operation of all. */
function longest() {
  const all = report.jobs.flatMap(job => [job.Map.latency?.max ?? 0, job.tophash.latency?.max ?? 0])
  return 10 ** Math.ceil(Math.log10(Math.max(100, report.idle?.max ?? 0, ...all)))
}

function options(format) {
  return {
    animation: false,
    maintainAspectRatio: false,
    interaction: { mode: 'index', intersect: false },
    plugins: {
      legend: { position: 'top', align: 'end', labels: { color: color('ink'), usePointStyle: true } },
      tooltip: { callbacks: { label: item => `${item.dataset.label}: ${format(item.parsed.y)}` } },
    },
  }
}

const isPowerOfTen = value => Number.isInteger(Math.log10(value))

function scales(y, format) {
  const isLog = y.type === 'logarithmic'
  const ticks = {
    color: color('faint'),
    callback: value => (isLog && !isPowerOfTen(value) ? null : format(value)),
  }
  return {
    x: { grid: { display: false }, ticks: { color: color('faint') }, border: { color: color('line') } },
    y: { ...y, ticks, grid: { color: color('line') }, border: { display: false } },
  }
}

let charts = []

function draw() {
  for (const chart of charts) chart.destroy()
  charts = [
    barChart('time', (job, side) => side.milliseconds && (side.milliseconds * 1e6) / job.operations, nanoseconds),
    barChart('bytes', (_, side) => side.bytesAnEntry, bytes),
    ...report.jobs.map(latencyChart),
  ]
}

draw()
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', draw)
