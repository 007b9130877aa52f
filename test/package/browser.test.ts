// A page in headless Chromium that imports the built package, with no bundler in between.

import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { extname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'

const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium'
const dist = fileURLToPath(new URL('../../dist', import.meta.url))
const TYPES: Record<string, string> = { '.js': 'text/javascript', '.wasm': 'application/wasm', '.html': 'text/html' }

const PAGE = `<!doctype html><meta charset="utf-8"><title>tophash</title><p id="result">nothing yet</p>
<script type="module">
  const show = text => { document.querySelector('#result').textContent = text }
  try {
    const { Int32Map, Float64Set, init } = await import('/dist/index.js')
    await init(await WebAssembly.compileStreaming(fetch('/dist/tophash-simd.wasm')))
    const map = new Int32Map({ values: 'int32' })
    for (let i = 0; i < 100000; i++) map.increment(i % 1000)
    const set = new Float64Set([0, -0, NaN, NaN, 0.5])
    let sum = 0
    for (const [key, value] of map) sum += key * value
    show(JSON.stringify({ size: map.size, value: map.get(999), set: set.size, has: set.has(NaN), sum }))
  } catch (error) {
    show(String(error))
  }
</script>`

// The embedded binary, and the twin.
const LAZY_PAGE = PAGE.replace(/await init\(.*\n/, '\n')
const TWIN_PAGE = LAZY_PAGE.replace('/dist/index.js', '/dist/reference/index.js')
const PAGES: Record<string, string> = { '/init.html': PAGE, '/lazy.html': LAZY_PAGE, '/twin.html': TWIN_PAGE }

let server: Server
let origin = ''

beforeAll(async () => {
  server = createServer((request, response) => {
    const path = new URL(request.url!, 'http://localhost').pathname
    const page = PAGES[path]
    const file = join(dist, normalize(path).replace(/^\/dist\//, ''))
    if (page !== undefined) response.setHeader('content-type', 'text/html').end(page)
    else if (path.startsWith('/dist/') && existsSync(file)) {
      response.setHeader('content-type', TYPES[extname(file)] ?? 'text/plain').end(readFileSync(file))
    } else response.writeHead(404).end()
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => {
  server.close()
  server.closeAllConnections()
})

async function domOf(url: string): Promise<string> {
  const profile = mkdtempSync(join(tmpdir(), 'tophash-chromium-'))
  const flags = [
    '--headless',
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    `--user-data-dir=${profile}`,
    '--virtual-time-budget=5000',
    '--dump-dom',
  ]
  try {
    const { stdout } = await promisify(execFile)(CHROMIUM, [...flags, url], { timeout: 120_000 })
    return stdout
  } finally {
    rmSync(profile, { recursive: true, force: true })
  }
}

const missing = !existsSync(CHROMIUM)
if (missing) console.log(`no Chromium at ${CHROMIUM}: the browser tests are skipped`)

test.skipIf(missing && !process.env.CI).each(Object.keys(PAGES))('%s', async page => {
  const dom = await domOf(origin + page)
  const result = /<p id="result">(.*?)<\/p>/s.exec(dom)?.[1] ?? dom
  expect(result).toBe(JSON.stringify({ size: 1000, value: 100, set: 3, has: true, sum: 49_950_000 }))
})
