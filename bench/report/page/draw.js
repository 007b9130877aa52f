// Runs in the page, after chart.js and `const charts`. No modules: a page opened from disk cannot import any.

const color = name => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim()

const digits = value => `${Number(value.toPrecision(3))}`

const STEPS = ['ns', 'µs', 'ms', 's']

function amount(value, unit) {
  if (unit === 'B') return `${Number(value.toFixed(1))} B`
  let step = STEPS.indexOf(unit)
  let rest = value
  while (rest >= 1000 && step < STEPS.length - 1) {
    rest /= 1000
    step++
  }
  while (rest > 0 && rest < 1 && step > 0) {
    rest *= 1000
    step--
  }
  return `${digits(rest)} ${STEPS[step]}`
}

function count(n) {
  if (n >= 1e6) return `${digits(n / 1e6)} M`
  return n >= 1e3 ? `${digits(n / 1e3)} k` : digits(n)
}

// Where colours cannot be told apart, shapes can.
const SHAPES = ['circle', 'rect', 'triangle', 'rectRot', 'star', 'crossRot', 'cross']

function dataset(series, index) {
  return {
    label: series.label,
    data: series.points,
    borderColor: series.color,
    backgroundColor: series.color,
    borderWidth: 2,
    borderDash: series.label === 'no map' ? [5, 4] : [],
    pointStyle: SHAPES[index % SHAPES.length],
    pointRadius: series.points.length > 20 ? 2 : 4,
  }
}

const isPowerOfTen = value => Number.isInteger(Number(Math.log10(value).toFixed(9)))

/** On a long logarithmic axis only the powers of ten are written out; on a short one twice and five times them, too. */
function logTick(values, format) {
  const decades = Math.log10(Math.max(...values) / Math.min(...values))
  return value => {
    const leading = Number(value.toExponential()[0])
    const isRound = Number((value / leading).toPrecision(1)) === value / leading
    return isPowerOfTen(value) || (decades < 1.5 && isRound && [2, 5].includes(leading)) ? format(value) : null
  }
}

function scale(text, isLog, values, format) {
  return {
    type: isLog ? 'logarithmic' : 'linear',
    title: { display: true, text, color: color('faint') },
    ticks: {
      color: color('faint'),
      maxRotation: 50,
      callback: isLog ? logTick(values, format) : value => format(value),
    },
    grid: { color: color('line') },
    border: { color: color('line') },
  }
}

/** Ticks bear their own units. */
const Y_LABELS = { ns: 'time an operation', µs: 'time of an insert', ms: 'time', B: 'bytes an entry' }

function scalesOf(chart) {
  const points = chart.series.flatMap(series => series.points)
  const xs = points.map(point => point.x)
  const ys = points.map(point => point.y)
  const x = scale(chart.xLabel, chart.xLog, xs, count)
  if (chart.xTicks) Object.assign(x.ticks, { stepSize: 1, callback: value => chart.xTicks[value] ?? null })
  const y = scale(Y_LABELS[chart.unit], chart.yLog, ys, value => amount(value, chart.unit))
  if (chart.xLog) Object.assign(x, { min: Math.min(...xs) / 1.1, max: Math.max(...xs) * 1.1 })
  if (!chart.xLog && !chart.xTicks) Object.assign(x, { min: Math.min(...xs), max: Math.max(...xs) })
  if (chart.yLog) Object.assign(y, { min: Math.min(...ys) / 1.3, max: Math.max(...ys) * 1.3 })
  else y.beginAtZero = true
  return { x, y }
}

function tooltip(chart) {
  return {
    title: items => chart.xTicks?.[items[0].parsed.x] ?? count(items[0].parsed.x),
    label: item => {
      const times = item.raw.multiple === undefined ? '' : ` (${item.raw.multiple.toFixed(2)}×)`
      return `${item.dataset.label}: ${amount(item.parsed.y, chart.unit)}${times}`
    },
  }
}

function draw(chart) {
  return new Chart(document.querySelector(`canvas[data-chart="${chart.id}"]`), {
    type: 'line',
    data: { datasets: chart.series.map(dataset) },
    options: {
      parsing: false,
      animation: false,
      maintainAspectRatio: false,
      interaction: { mode: 'nearest', axis: 'x', intersect: false },
      plugins: {
        legend: { align: 'start', labels: { color: color('ink'), usePointStyle: true, boxHeight: 7 } },
        tooltip: { callbacks: tooltip(chart) },
      },
      scales: scalesOf(chart),
    },
  })
}

let drawn = []

function drawAll() {
  for (const chart of drawn) chart.destroy()
  drawn = charts.map(draw)
}

drawAll()
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', drawAll)
