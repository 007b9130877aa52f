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

const pages = Object.entries(PAGES).map(([path, body]) => [path, { html: page(body) }])
const site = useSite(useProject(), Object.fromEntries(pages))

describe.each([CHROMIUM, FIREFOX])('$name', kind => {
  const missing = isMissing(kind)
  const browser = useBrowser(kind, missing)

  test.skipIf(missing).each(Object.keys(PAGES))('%s', async path => {
    const value = await valueFrom(browser(), site().origin + path)
    expect(value).toEqual({ size: 1000, value: 100, set: 3, has: true, sum: 49_950_000 })
  })
})
