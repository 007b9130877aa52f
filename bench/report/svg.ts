/** Draws a chart as SVG, for the README: no script, no font, nothing to load. */
import { digits } from '../common/numbers.js'
import type { Chart, Point, Series } from './chart.js'

const WIDTH = 720
const HEIGHT = 400
const PLOT = { left: 64, right: 700, top: 72, bottom: 348 }

interface Scale {
  place: (value: number) => number
  ticks: number[]
}

const steps = (from: number, to: number, step: number) => {
  const ticks: number[] = []
  for (let tick = Math.ceil(from / step) * step; tick <= to + step / 1e6; tick += step) ticks.push(tick)
  return ticks
}

/** 1, 2 or 5 times a power of ten, about five of them. */
const niceStep = (span: number) => {
  const rough = span / 5
  const power = 10 ** Math.floor(Math.log10(rough))
  return power * ([1, 2, 5, 10].find(factor => factor * power >= rough) ?? 10)
}

const linear = (low: number, high: number, from: number, to: number): Scale => ({
  place: value => from + ((value - low) / (high - low || 1)) * (to - from),
  ticks: steps(low, high, niceStep(high - low || 1)),
})

const logarithmic = (low: number, high: number, from: number, to: number): Scale => {
  const scale = linear(Math.log10(low), Math.log10(high), from, to)
  const decades = steps(Math.floor(Math.log10(low)), Math.log10(high), 1).map(e => 10 ** Math.round(e))
  const factors = decades.length > 3 ? [1] : [1, 2, 5]
  const ticks = decades.flatMap(x => factors.map(f => f * x)).filter(x => x >= low && x <= high)
  return { place: value => scale.place(Math.log10(value)), ticks }
}

const scaleOf = (values: number[], isLog: boolean, fromZero: boolean, from: number, to: number) => {
  const low = Math.min(...values)
  const high = Math.max(...values)
  if (isLog) return logarithmic(low * 0.9, high * 1.1, from, to)
  return linear(fromZero ? 0 : low, high, from, to)
}

const escapeXml = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

const text = (x: number, y: number, content: string, more = '') =>
  `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" ${more}>${escapeXml(content)}</text>`

const UNITS = [
  [1e6, ' M'],
  [1e3, ' k'],
] as const

const short = (value: number) => {
  const unit = UNITS.find(([size]) => value >= size)
  return unit ? `${digits(value / unit[0])}${unit[1]}` : digits(value)
}

const xAxis = (chart: Chart, scale: Scale) => {
  const ticks = chart.xTicks ? Object.keys(chart.xTicks).map(Number) : scale.ticks
  return ticks.map(tick => {
    const x = scale.place(tick)
    const line = `<path d="M${x.toFixed(1)} ${PLOT.top}V${PLOT.bottom}" stroke="#dee2e6"/>`
    return line + text(x, PLOT.bottom + 18, chart.xTicks?.[tick] ?? short(tick), 'text-anchor="middle"')
  })
}

const yAxis = (scale: Scale) =>
  scale.ticks.map(tick => {
    const y = scale.place(tick)
    const line = `<path d="M${PLOT.left} ${y.toFixed(1)}H${PLOT.right}" stroke="#dee2e6"/>`
    return line + text(PLOT.left - 8, y + 4, short(tick), 'text-anchor="end"')
  })

const lineOf = ({ color, points }: Series, place: (point: Point) => [number, number]) => {
  const places = points.map(point => place(point).map(x => x.toFixed(1)))
  const path = `<path d="M${places.map(p => p.join(' ')).join('L')}" fill="none" stroke="${color}" stroke-width="2"/>`
  return path + places.map(([x, y]) => `<circle cx="${x}" cy="${y}" r="3" fill="${color}"/>`).join('')
}

const legend = (series: Series[]) =>
  series.map(({ label, color }, i) => {
    const x = PLOT.left + (i * (PLOT.right - PLOT.left)) / Math.max(4, series.length)
    return `<path d="M${x} 50h18" stroke="${color}" stroke-width="3"/>${text(x + 24, 54, label)}`
  })

export const drawSvg = (chart: Chart) => {
  const points = chart.series.flatMap(s => s.points)
  const x = scaleOf(
    points.map(p => p.x),
    chart.xLog,
    false,
    PLOT.left + 20,
    PLOT.right - 40,
  )
  const y = scaleOf(
    points.map(p => p.y),
    chart.yLog,
    true,
    PLOT.bottom,
    PLOT.top,
  )
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="12">`,
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#fff"/>`,
    text(PLOT.left, 26, `${chart.title} (${chart.yLabel})`, 'font-size="16"'),
    ...legend(chart.series),
    ...xAxis(chart, x),
    ...yAxis(y),
    ...chart.series.map(series => lineOf(series, point => [x.place(point.x), y.place(point.y)])),
    text((PLOT.left + PLOT.right) / 2, HEIGHT - 12, chart.xLabel, 'text-anchor="middle"'),
    '</svg>',
    '',
  ].join('\n')
}
