// The pages in headless Chromium, opened from disk.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { renderSite, resultsFiles } from '../../bench/report/site.js'
import { hasChromium, visit } from './chromium.js'
import { GRID_RESULTS, NATIVE_RESULTS } from './results.js'

/** Says of each canvas how many of its pixels are painted, and how many colours of its lines are among them. */
const PROBE = `<p id="probe"></p><script>
const near = (data, i, hex) => [0, 1, 2].every(k => Math.abs(data[i + k] - parseInt(hex.slice(1 + 2 * k, 3 + 2 * k), 16)) < 6)
const report = charts.map(({ id, series }) => {
  const canvas = document.querySelector('canvas[data-chart="' + id + '"]')
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height)
  let painted = 0
  const colors = new Set()
  for (let i = 0; i < data.length; i += 4) {
    if (data[i + 3] > 0) painted++
    if (data[i + 3] === 255) for (const { color } of series) if (near(data, i, color)) colors.add(color)
  }
  return [id, painted, colors.size, new Set(series.map(s => s.color)).size]
})
const { scrollWidth, clientWidth } = document.documentElement
document.querySelector('#probe').textContent = JSON.stringify({ report, scrollWidth, clientWidth })
</script></body>`

type Probed = {
  report: [id: string, painted: number, seen: number, colors: number][]
  scrollWidth: number
  clientWidth: number
}

let directory = ''
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'tophash-pages-'))
})
afterAll(() => rmSync(directory, { recursive: true, force: true }))

const open = (name: string, html: string, flags: string[] = []) => {
  const file = join(directory, name)
  writeFileSync(file, html.replace('</body>', PROBE))
  return visit(pathToFileURL(file).href, flags)
}

const probed = (dom: string): Probed => JSON.parse(/<p id="probe">(.*?)<\/p>/s.exec(dom)![1]!)

const checkDrawn = ({ report }: Probed) => {
  expect(report.length).toBeGreaterThan(0)
  for (const [id, painted, seen, colors] of report) {
    expect(painted, id).toBeGreaterThan(1_000)
    expect(seen, id).toBe(colors)
  }
}

const skips = !hasChromium && !process.env.CI

test.skipIf(skips)('the committed results are drawn, and the console stays empty', async () => {
  const pages = renderSite(resultsFiles(fileURLToPath(new URL('../../bench/results', import.meta.url))))
  for (const [name, html] of pages) {
    const { dom, console } = await open(name, html)
    expect(console).toEqual([])
    checkDrawn(probed(dom))
  }
})

test.skipIf(skips)('results of everything fit a phone, in the dark', async () => {
  const files = Object.entries({ latest: GRID_RESULTS, native: NATIVE_RESULTS }).map(([name, results]) => {
    const file = join(directory, `${name}.json`)
    writeFileSync(file, JSON.stringify(results))
    return file
  })
  for (const [name, html] of renderSite(files)) {
    const flags = ['--window-size=500,900', '--blink-settings=preferredColorScheme=0']
    const { dom, console } = await open(name, html, flags)
    expect(console).toEqual([])
    const result = probed(dom)
    checkDrawn(result)
    expect(result.clientWidth).toBeLessThan(600)
    expect(result.scrollWidth).toBe(result.clientWidth)
  }
})

test.skipIf(skips)('a page that fails is noticed', async () => {
  const { console } = await open('broken.html', '<!doctype html><script>const charts = []; nothing()</script></body>')
  expect(console.join('\n')).toContain('nothing is not defined')
})
