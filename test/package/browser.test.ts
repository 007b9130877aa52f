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
  const { ConcurrentInt32Map, ConcurrentStringMap, Mutex, SharedHeap, StringMap } = await import('${DIST}/shared.js')
  const heap = new SharedHeap()
  const texts = new ConcurrentStringMap({ heap, values: 'int32' })
  const long = 'long'.repeat(10_000)
  const map = new ConcurrentInt32Map({ heap, values: 'float64' })
  const lines = new StringMap({ heap, values: 'int32' })
  const mutex = new Mutex({ heap })
  const script = \`
    const { ConcurrentInt32Map, ConcurrentStringMap, Mutex, StringMap } = await import('\${location.origin}${DIST}/shared.js')
    addEventListener('message', ({ data }) => {
      const map = ConcurrentInt32Map.attach(data.map)
      const lines = StringMap.attach(data.lines)
      const mutex = Mutex.attach(data.mutex)
      const texts = ConcurrentStringMap.attach(data.texts)
      for (const text of data.all) texts.set(text, text.length)
      mutex.lock()
      postMessage('locked')
      for (let i = 0; i < 100000; i++) map.increment(i % 1000, 0.5)
      for (let i = 0; i < 300; i++) lines.set('text '.repeat(i) + i, i)
      mutex.unlock()
    })
    postMessage('ready')\`
  const worker = new Worker(URL.createObjectURL(new Blob([script], { type: 'text/javascript' })), { type: 'module' })
  const message = () => new Promise((resolve, reject) => { worker.onmessage = resolve; worker.onerror = reject })
  await message()
  const locked = message()
  const all = ['', 'short', 'ж', 'x'.repeat(100), 'é'.repeat(100), 'ж'.repeat(100), long, long + 'ж']
  worker.postMessage({ map: map.handle, mutex: mutex.handle, texts: texts.handle, lines: lines.handle, all })
  await locked
  let blocks = ''
  try { mutex.lock(); mutex.unlock(); blocks = 'nothing' } catch (error) { blocks = error.name }
  const { abandoned } = await mutex.lockAsync()
  mutex.unlock()
  let sum = 0
  for (const value of map.values()) sum += value
  const known = all.filter(text => texts.get(text) === text.length).length
  const read = [...texts].filter(([text, length]) => all.includes(text) && text.length === length).length
  const isLine = key => lines.get(key) === Number(key.slice(key.lastIndexOf(' ') + 1))
  return { size: map.size, sum, abandoned, blocks, known, read, lines: [...lines.keys()].filter(isLine).length }`

/** A worker that holds a lock is terminated; whoever watches gets the lock. */
const WATCHED = `
  const { Mutex, SharedHeap } = await import('${DIST}/shared.js')
  const heap = new SharedHeap()
  const mutex = new Mutex({ heap })
  const script = \`
    const { Mutex } = await import('\${location.origin}${DIST}/shared.js')
    addEventListener('message', async ({ data }) => {
      Mutex.attach(data).lock()
      // It is watched from the moment on when the platform knows of it.
      const { clientId } = await navigator.locks.request('mine', async () => {
        const { held } = await navigator.locks.query()
        return held.find(lock => lock.name === 'mine')
      })
      const isThere = ({ held }) => held.some(lock => lock.name.startsWith('tophash') && lock.clientId === clientId)
      while (!isThere(await navigator.locks.query())) ;
      postMessage('locked')
    })
    postMessage('ready')\`
  const worker = new Worker(URL.createObjectURL(new Blob([script], { type: 'text/javascript' })), { type: 'module' })
  heap.watch(worker)
  const message = () => new Promise((resolve, reject) => { worker.onmessage = resolve; worker.onerror = reject })
  await message()
  const locked = message()
  worker.postMessage(mutex.handle)
  await locked
  const before = mutex.tryLock()
  worker.terminate()
  const { abandoned } = await mutex.lockAsync()
  return { before, abandoned }`

/** Where memory cannot be shared, the error tells what to do. */
const ALONE = `
  const { SharedHeap } = await import('${DIST}/shared.js')
  try { return String(new SharedHeap()) } catch (error) { return error.name + ': ' + error.message }`

const pages = Object.entries(PAGES).map(([path, body]) => [path, { html: page(body) }])
const site = useSite(useProject(), {
  ...Object.fromEntries(pages),
  '/shared.html': { html: page(SHARED), isolated: true },
  '/watched.html': { html: page(WATCHED), isolated: true },
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
    expect(rest).toEqual({ size: 1000, sum: 50_000, abandoned: false, known: 8, read: 8, lines: 300 })
    // Unless the worker was done already.
    expect(['TypeError', 'nothing']).toContain(blocks)
  })

  test.skipIf(missing)('what a worker held is free when it was terminated', async () => {
    expect(await valueFrom(browser(), `${site().origin}/watched.html`)).toEqual({ before: false, abandoned: true })
  })

  test.skipIf(missing)('a page that may not share memory is told why', async () => {
    const said = await valueFrom(browser(), `${site().origin}/alone.html`)
    expect(said).toMatch(/^TypeError: SharedHeap: this page is not cross-origin isolated/)
  })
})
