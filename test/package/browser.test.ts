// Pages that import the installed package, with no bundler in between.

import { describe, expect, test } from 'vitest'
import { CHROMIUM, FIREFOX, isMissing, valueFrom } from './browsers.js'
import { useBrowser, useProject, useSite } from './hooks.js'
import { page } from './server.js'

const DIST = '/node_modules/tophash/dist'

const USE = `
  const map = new Int32Map({ values: 'int32' })
  for (let i = 0; i < 100000; i++) map.increment(i % 1000)
  const set = new Float64Set([0, -0, NaN, NaN, 0.5])
  let sum = 0
  for (const [key, value] of map) sum += key * value
  return { size: map.size, value: map.get(999), set: set.size, has: set.has(NaN), sum }`

const PAGES = {
  '/init.html': `
    const { Int32Map, Float64Set, init } = await import('${DIST}/index.js')
    await init(await WebAssembly.compileStreaming(fetch('${DIST}/tophash-simd.wasm')))
    ${USE}`,
  '/lazy.html': `const { Int32Map, Float64Set } = await import('${DIST}/index.js'); ${USE}`,
  '/twin.html': `const { Int32Map, Float64Set } = await import('${DIST}/reference/index.js'); ${USE}`,
}

/** A worker fills a map and takes a lock; the page, which may not block, reads it meanwhile and waits for the lock. Texts of an
 * ordinary map are longer than is copied by a loop: what encodes them refuses shared memory here. */
const SHARED = `
  const { ConcurrentInt32Map, Mutex, SharedHeap, StringMap } = await import('${DIST}/shared.js')
  const heap = new SharedHeap()
  const map = new ConcurrentInt32Map({ heap, values: 'float64' })
  const texts = new StringMap({ heap, values: 'int32' })
  const mutex = new Mutex({ heap })
  const script = \`
    const { ConcurrentInt32Map, Mutex, StringMap } = await import('\${location.origin}${DIST}/shared.js')
    addEventListener('message', ({ data }) => {
      const map = ConcurrentInt32Map.attach(data.map)
      const texts = StringMap.attach(data.texts)
      const mutex = Mutex.attach(data.mutex)
      mutex.lock()
      postMessage('locked')
      for (let i = 0; i < 100000; i++) map.increment(i % 1000, 0.5)
      for (let i = 0; i < 300; i++) texts.set('text '.repeat(i) + i, i)
      mutex.unlock()
    })
    postMessage('ready')\`
  const worker = new Worker(URL.createObjectURL(new Blob([script], { type: 'text/javascript' })), { type: 'module' })
  const message = () => new Promise((resolve, reject) => { worker.onmessage = resolve; worker.onerror = reject })
  await message()
  const locked = message()
  worker.postMessage({ map: map.handle, mutex: mutex.handle, texts: texts.handle })
  await locked
  let blocks = ''
  try { mutex.lock(); mutex.unlock(); blocks = 'nothing' } catch (error) { blocks = error.name }
  const { abandoned } = await mutex.lockAsync()
  mutex.unlock()
  let sum = 0
  for (const value of map.values()) sum += value
  const text = [...texts.keys()].every(key => texts.get(key) === Number(key.slice(key.lastIndexOf(' ') + 1)))
  return { size: map.size, sum, abandoned, blocks, texts: texts.size, text }`

/** Where memory cannot be shared, the error tells what to do. */
const ALONE = `
  const { SharedHeap } = await import('${DIST}/shared.js')
  try { return String(new SharedHeap()) } catch (error) { return error.name + ': ' + error.message }`

const pages = Object.entries(PAGES).map(([path, body]) => [path, { html: page(body) }])
const site = useSite(useProject(), {
  ...Object.fromEntries(pages),
  '/shared.html': { html: page(SHARED), isolated: true },
  '/alone.html': { html: page(ALONE) },
})

describe.each([CHROMIUM, FIREFOX])('$name', kind => {
  const missing = isMissing(kind)
  const browser = useBrowser(kind, missing)

  test.skipIf(missing).each(Object.keys(PAGES))('%s', async path => {
    const value = await valueFrom(browser(), site().origin + path)
    expect(value).toEqual({ size: 1000, value: 100, set: 3, has: true, sum: 49_950_000 })
  })

  test.skipIf(missing)('a page and its worker share a map', async () => {
    const { blocks, ...rest } = await valueFrom(browser(), `${site().origin}/shared.html`)
    expect(rest).toEqual({ size: 1000, sum: 50_000, abandoned: false, texts: 300, text: true })
    // Unless the worker was done already.
    expect(['TypeError', 'nothing']).toContain(blocks)
  })

  test.skipIf(missing)('a page that may not share memory is told why', async () => {
    const said = await valueFrom(browser(), `${site().origin}/alone.html`)
    expect(said).toMatch(/^TypeError: SharedHeap: this page is not cross-origin isolated/)
  })
})
