// Pages of results: whole, well-formed, and with every number.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { renderSite, resultsFiles } from '../../bench/report/site.js'
import { BOTH_RESULTS, GRID_RESULTS, NATIVE_RESULTS } from './results.js'

const VOID = new Set(['meta', 'link', 'br', 'hr', 'img', 'input'])

/** What is wrong with the nesting of tags, outside scripts and styles. */
const unbalanced = (html: string): string[] => {
  const open: string[] = []
  const problems: string[] = []
  const text = html.replace(/<(script|style)>.*?<\/\1>/gs, '').replace(/<!doctype html>/, '')
  for (const [, slash, name] of text.matchAll(/<(\/?)([a-z][a-z0-9]*)(?:\s+[\w-]+(?:="[^"]*")?)*\s*>/g)) {
    if (VOID.has(name!)) continue
    if (slash === '') open.push(name!)
    else if (open.pop() !== name) problems.push(`</${name}>`)
  }
  // A "<" that begins no tag as above should have been escaped.
  const stray = text.replace(/<\/?[a-z][a-z0-9]*(?:\s+[\w-]+(?:="[^"]*")?)*\s*>/g, '').match(/<.{0,20}/g) ?? []
  return [...problems, ...open.map(name => `<${name}> left open`), ...stray]
}

const all = (html: string, pattern: RegExp) => [...html.matchAll(pattern)].map(match => match[1]!)

const dataOf = (html: string) => JSON.parse(/<script>const charts = (.*?)<\/script>/s.exec(html)![1]!)

const withoutScripts = (html: string) => html.replace(/<script>.*?<\/script>/gs, '')

const SECTIONS = ['speed', 'inserts', 'bytes', 'collections', 'floors', 'method']

let directory = ''
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'tophash-report-'))
  writeFileSync(join(directory, 'latest.json'), JSON.stringify(GRID_RESULTS))
  writeFileSync(join(directory, 'native.json'), JSON.stringify(NATIVE_RESULTS))
  writeFileSync(join(directory, 'another.json'), JSON.stringify({ ...GRID_RESULTS, node: 'v26.0.0' }))
  writeFileSync(join(directory, 'half.tmp'), '{')
  writeFileSync(join(directory, 'unknown.json'), '{"jobs":[]}')
})
afterAll(() => rmSync(directory, { recursive: true, force: true }))

const committed = resultsFiles(fileURLToPath(new URL('../../bench/results', import.meta.url)))

const checkPage = (html: string, pages: Map<string, string>) => {
  expect(unbalanced(html)).toEqual([])
  const ids = all(withoutScripts(html), /\sid="([^"]*)"/g)
  expect(ids.length).toBe(new Set(ids).size)
  for (const href of all(withoutScripts(html), /href="([^"]*)"/g)) {
    if (href.startsWith('#')) expect(ids).toContain(href.slice(1))
    else if (href !== 'data:,') expect([...pages.keys()]).toContain(href)
  }
  // Nothing to load, from wherever it is opened.
  expect(withoutScripts(html)).not.toMatch(/(src|href)="(https?:|\/)/)
  expect(withoutScripts(html)).not.toMatch(/undefined|NaN|Infinity|\[object/)
  const charts: { id: string; title: string }[] = dataOf(html)
  expect(all(withoutScripts(html), /data-chart="([^"]*)"/g)).toEqual(charts.map(c => c.id))
  for (const { id } of charts) {
    const figure = new RegExp(`<figure id="${id}">(.*?)</figure>`, 's').exec(html)![1]!
    expect(figure).toMatch(/<h3>.+<\/h3>/)
    expect(figure).toMatch(/role="img" aria-label=".+"/)
    expect(figure).toMatch(/<details>.*<table>.*<caption>.*<\/table>.*<\/details>/s)
  }
}

describe('the committed results', () => {
  const pages = renderSite(committed)

  test('make pages, the first of them index.html', () => {
    expect(pages.size).toBeGreaterThan(0)
    expect([...pages.keys()][0]).toBe('index.html')
  })

  test.each([...pages.keys()])('%s is valid', name => checkPage(pages.get(name)!, pages))

  test('the first has every section, and tells where it was measured', () => {
    const html = pages.get('index.html')!
    for (const id of SECTIONS) expect(html).toContain(`<section id="${id}"`)
    expect(html).toMatch(/<dt>Machine<\/dt><dd>[^<]+<\/dd>/)
    expect(html).toMatch(/<dt>Command<\/dt><dd><code>npm run bench/)
    expect(html).toMatch(/<dt>Date<\/dt><dd>\d{4}-\d\d-\d\d<\/dd>/)
    expect(html).toMatch(/<dt>Node<\/dt><dd>v\d+/)
  })
})

describe('results of everything', () => {
  const site = () => renderSite(resultsFiles(directory))

  test('what is no results file, and what is half written, is left out', () => {
    expect([...site().keys()].sort()).toEqual(['another.html', 'index.html', 'native.html'])
  })

  test('every page is valid', () => {
    for (const html of site().values()) checkPage(html, site())
  })

  test('every section has its chart', () => {
    const ids = dataOf(site().get('index.html')!).map((chart: { id: string }) => chart.id)
    expect(ids).toEqual([
      'get-string12-int32-random-hit',
      'latency-int32',
      'latency-int32-50000000',
      'bytes-over-n-int32',
      'collection-int32',
    ])
    expect(site().get('index.html')).not.toContain('Not measured in this run')
  })

  test('what was not measured says so', () => {
    const file = join(directory, 'latest.json')
    writeFileSync(file, JSON.stringify({ ...GRID_RESULTS, latency: [], collection: undefined }))
    const html = renderSite([file]).get('index.html')!
    expect(html.match(/Not measured in this run/g)).toHaveLength(2)
    for (const id of SECTIONS) expect(html).toContain(`<section id="${id}"`)
    writeFileSync(file, JSON.stringify(GRID_RESULTS))
  })

  test('losing rows stay, and are marked', () => {
    const html = site().get('index.html')!
    expect(html).toContain('<td class="slower">31.3 ns (0.64×)</td>')
    expect(html).toContain('<td>50 ns (4.00×)</td>')
    expect(html).toContain('RangeError: &lt;b&gt;Map&lt;/b&gt; maximum size exceeded')
  })

  test('the other layout has a table of its own, and both entries a section', () => {
    expect(site().get('index.html')).not.toMatch(/Floors and aims of tophash.swiss|id="entries"/)
    const file = join(directory, 'latest.json')
    writeFileSync(file, JSON.stringify(BOTH_RESULTS))
    const pages = renderSite([file])
    writeFileSync(file, JSON.stringify(GRID_RESULTS))
    const html = pages.get('index.html')!
    checkPage(html, pages)
    expect(
      html.indexOf('<caption>Floors and aims of tophash/swiss, against tophash in the same run</caption>'),
    ).toBeGreaterThan(html.indexOf('<caption>Floors and aims</caption>'))
    expect(html).toContain(
      '<th scope="row">Int32Map get hit, 1 M</th><td>1.1×</td><td>1.2×</td><td>1.25×</td><td>1.25× to 1.25×</td><td>5×</td><td>aim met</td>',
    )
    expect(html).toMatch(
      /<section id="entries".*<th scope="row">tophash\/swiss, tophash \(SIMD\) in use<\/th><td>40 ns/s,
    )
  })

  test('compiled languages are compared round by round', () => {
    const html = site().get('native.html')!
    expect(html).toContain('<td class="slower">30 ns (0.75×)</td>')
    expect(html).toMatch(/getMany, 1 M, against a loop over Rust's HashMap<\/th><td>0.60×<\/td><td>0.75×<\/td>.*?met/)
    expect(html).toMatch(/getMany, 10 M.*?<td>0.60×<\/td><td>0.50×<\/td>.*?<td class="slower">MISSED<\/td>/)
    expect(html).toContain('rustc 1.0, -O')
  })
})
