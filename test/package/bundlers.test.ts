// An app built by each bundler, on the installed package, and run in a browser: in the page and in a worker.

import { cpSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser } from 'puppeteer-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { CHROMIUM, isMissing, open, valueFrom } from './browsers.js'
import { BUNDLERS } from './bundlers.js'
import { install, type Project, SETUP_TIMEOUT } from './fixture.js'
import { type Site, serve } from './server.js'

const missing = isMissing(CHROMIUM)
let project: Project
let site: Site
let browser: Browser

beforeAll(async () => {
  project = install()
  cpSync(fileURLToPath(new URL('apps', import.meta.url)), join(project.directory, 'app'), { recursive: true })
  site = await serve(project.directory)
  if (!missing) browser = await open(CHROMIUM)
}, SETUP_TIMEOUT)
afterAll(async () => {
  await browser?.close()
  site?.close()
  project?.remove()
})

const USED = {
  size: 5000,
  sum: '10,10,0',
  word: '2',
  bytes: 1,
  mixed: 'string',
  refused: 'RangeError: Int32Map.set: key must be an integer from -2147483648 to 2147483647, got 0.5',
  tag: '[object Int32Map]',
}

test.skipIf(missing).each(BUNDLERS)('$name', async ({ name, build }) => {
  const folder = `built-${name}`
  mkdirSync(join(project.directory, folder))
  expect(await build(join(project.directory, 'app'), join(project.directory, folder))).toEqual([])
  const value = await valueFrom(browser, `${site.origin}/${folder}/index.html`)
  expect(value).toEqual({ page: USED, worker: USED, twin: 'one' })
})
