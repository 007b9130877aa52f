// Every example runs, on the installed package, and prints what its comments say or what is said here.

import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build, transformSync } from 'esbuild'
import { beforeAll, expect, test } from 'vitest'
import { CHROMIUM, isMissing, open, valueFrom } from './browsers.js'
import { runFile } from './fixture.js'
import { useProject } from './hooks.js'
import { page, serve } from './server.js'

const root = fileURLToPath(new URL('../..', import.meta.url))
const examples = join(root, 'examples')
const names = readdirSync(examples).filter(name => name.endsWith('.ts'))
const sourceOf = (name: string) => readFileSync(join(examples, name), 'utf8')

const project = useProject()
beforeAll(() => {
  mkdirSync(join(project().directory, 'examples'))
})

/** What an example prints. */
function run(name: string, ...args: string[]): string[] {
  const file = join(project().directory, 'examples', name.replace(/ts$/, 'js'))
  writeFileSync(file, transformSync(sourceOf(name), { loader: 'ts', target: 'node20' }).code)
  const { output, error } = runFile(project(), file, ...args)
  expect(error).toBe('')
  return output.split('\n')
}

const promised = (name: string) =>
  [...sourceOf(name).matchAll(/console\.log\(.*\) \/\/ (.*)$/gm)].map(match => match[1]!)

test.each(names)('%s is short', name => {
  expect(sourceOf(name).split('\n').length).toBeLessThan(80)
})

const promising = names.filter(name => promised(name).length > 0)

test.each(promising)('%s prints what it says', name => {
  expect(run(name)).toEqual(promised(name))
})

test('all others are tested below', () => {
  expect(names.filter(name => !promising.includes(name))).toEqual([
    'count-words.ts',
    'join-csv.ts',
    'react.ts',
    'shared-page.ts',
    'word-count.ts',
  ])
})

test('count-words.ts', () => {
  const file = join(project().directory, 'text.txt')
  writeFileSync(file, 'To be, or not to be: that is the question. Bée, BE, tobe; bée to')
  expect(run('count-words.ts', file, '3')).toEqual(['3 be', '3 to', '2 bée'])
  expect(run('count-words.ts', file)).toHaveLength(10)
  writeFileSync(file, '')
  expect(run('count-words.ts', file)).toEqual([''])
})

test('count-words.ts counts as a Map does', () => {
  const file = join(root, 'README.md')
  const counts = new Map<string, number>()
  const text = readFileSync(file, 'utf8').replace(/[A-Z]/g, letter => letter.toLowerCase())
  for (const [word] of text.matchAll(/[a-z\u0080-\u{10ffff}]+/gu)) counts.set(word, (counts.get(word) ?? 0) + 1)
  const printed = run('count-words.ts', file, '100000')
  expect(printed.sort()).toEqual([...counts].map(([word, count]) => `${count} ${word}`).sort())
})

test.each([1, 3])('word-count.ts counts as a Map does, with %i workers', workers => {
  const file = join(root, 'README.md')
  const counts = new Map<string, number>()
  const words = readFileSync(file, 'utf8')
    .toLowerCase()
    .match(/\p{L}+/gu)!
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
  const printed = run('word-count.ts', file, '100000', `${workers}`)
  expect(printed.sort()).toEqual([...counts].map(([word, count]) => `${count} ${word}`).sort())
  const most = Math.max(...counts.values())
  const word = [...counts].find(([, count]) => count === most)![0]
  expect(run('word-count.ts', file, '1', `${workers}`)).toEqual([`${most} ${word}`])
})

test('join-csv.ts', () => {
  expect(run('join-csv.ts')).toEqual(['1 Grace 9.50', '2 Ada 20.00', '3 Grace 1.25'])
})

const REACT = `
  import { createElement } from 'react'
  import { flushSync } from 'react-dom'
  import { createRoot } from 'react-dom/client'
  import { renderToString } from 'react-dom/server'
  import { Stock, Store, Total } from './react.ts'

  export async function render() {
    const store = new Store()
    store.change(map => map.set(1, 10).set(2, 20))
    let rendered = 0
    const Counted = props => { rendered++; return Stock(props) }
    const app = () => createElement('div', null,
      createElement(Total, { store }), createElement(Counted, { store, product: 1 }))
    const seen = [renderToString(app())]
    rendered = 0
    const place = document.body.appendChild(document.createElement('div'))
    const root = createRoot(place)
    const act = call => { flushSync(call); seen.push(place.textContent + ' ' + rendered) }
    act(() => root.render(app()))
    act(() => store.change(map => map.increment(1, 5)))
    act(() => store.change(map => map.increment(2, 5)))
    act(() => store.change(map => map.delete(1)))
    root.unmount()
    store.change(map => map.clear())
    return seen
  }`

const noBrowser = isMissing(CHROMIUM)

test.skipIf(noBrowser)('react.ts: components follow the map, and a value that is shown alone its own key', async () => {
  await build({
    stdin: { contents: REACT, resolveDir: examples, loader: 'js' },
    bundle: true,
    format: 'esm',
    outfile: join(project().directory, 'react.js'),
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'error',
  })
  const site = await serve(project().directory, { '/': { html: page(`return (await import('/react.js')).render()`) } })
  const browser = await open(CHROMIUM)
  try {
    const [html, ...texts] = await valueFrom(browser, `${site.origin}/`)
    expect(html).toBe('<div><p id="total">2 products, 30 pieces</p><p id="stock-1">10 of 1</p></div>')
    expect(texts).toEqual([
      '2 products, 30 pieces10 of 1 1',
      '2 products, 35 pieces15 of 1 2',
      '2 products, 40 pieces15 of 1 2',
      '1 products, 25 piecesnone of 1 3',
    ])
  } finally {
    await browser.close()
    site.close()
  }
})

test.skipIf(noBrowser)('shared-page.ts draws all that its worker has found', async () => {
  const outfile = join(project().directory, 'shared-page.js')
  await build({
    entryPoints: [join(examples, 'shared-page.ts')],
    bundle: true,
    format: 'esm',
    outfile,
    logLevel: 'error',
  })
  const html = page(`
    const { SIDE, show, stepsOf } = await import('/shared-page.js')
    const canvas = document.body.appendChild(document.createElement('canvas'))
    const frames = await show(canvas)
    const { data } = canvas.getContext('2d').getImageData(0, 0, SIDE, SIDE)
    let right = 0
    for (let pixel = 0; pixel < SIDE * SIDE; pixel++) if (data[pixel * 4] === stepsOf(pixel) && data[pixel * 4 + 3] === 255) right++
    return { right, points: SIDE * SIDE, frames }`)
  const site = await serve(project().directory, { '/': { html, isolated: true } })
  const browser = await open(CHROMIUM)
  try {
    const { right, points, frames } = await valueFrom(browser, `${site.origin}/`)
    expect(right).toBe(points)
    expect(frames).toBeGreaterThan(0)
  } finally {
    await browser.close()
    site.close()
  }
})
