// The built site on a static server, and a page of it in headless Chromium.

import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import type { Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, expect } from 'vitest'
import { buildSite } from '../../site/build.js'
import { serve } from '../../site/serve.js'

const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium'

/** Without a browser these tests are skipped, but not in CI. */
export const noBrowser = !existsSync(CHROMIUM) && !process.env.CI
if (noBrowser) console.log(`no Chromium at ${CHROMIUM}: the tests of the site are skipped`)

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** How long to wait for what a page shows: the machine may be busy. */
export const PATIENT = { timeout: 20_000 }

const HOOK_MS = 120_000

export const DESKTOP = { viewport: { width: 1280, height: 900 } }
export const PHONE = { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true }

let folder: string
let server: Server
let origin: string
let browser: Browser

/** Builds, serves and starts the browser for the tests of a file. */
export function useSite(): void {
  beforeAll(async () => {
    if (noBrowser) return
    folder = await buildSite(mkdtempSync(join(tmpdir(), 'tophash-site-')))
    ;({ server, origin } = await serve(folder, 0))
    browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS })
  }, HOOK_MS)
  afterAll(async () => {
    await browser?.close()
    server?.close()
    server?.closeAllConnections()
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true })
  }, HOOK_MS)
}

interface Watched {
  page: Page
  context: BrowserContext
  /** What the page has said on its console as an error or warning, and what failed. */
  errors: string[]
}

async function open(options: BrowserContextOptions, address = origin): Promise<Watched> {
  const context = await browser.newContext(options)
  const page = await context.newPage()
  const errors: string[] = []
  page.on('console', message => {
    if (message.type() === 'error' || message.type() === 'warning') errors.push(message.text())
  })
  page.on('pageerror', error => errors.push(String(error)))
  page.on('requestfailed', request => errors.push(`${request.url()}: ${request.failure()?.errorText}`))
  await page.goto(address)
  await page.waitForSelector('html[data-ready]')
  return { page, context, errors }
}

async function expectNoErrors({ page, errors }: Watched): Promise<void> {
  expect(errors).toEqual([])
  expect(await page.locator('#problem').isVisible()).toBe(false)
}

/** A page of a test's own. An error on its console fails the test. */
export function withPage(options: BrowserContextOptions, work: (page: Page) => Promise<void>): Promise<void> {
  return withPageAt(origin, options, work)
}

/** The same for a page that is opened from disk. */
export function withPageFromDisk(options: BrowserContextOptions, work: (page: Page) => Promise<void>): Promise<void> {
  return withPageAt(pathToFileURL(join(folder, 'index.html')).href, options, work)
}

async function withPageAt(
  address: string,
  options: BrowserContextOptions,
  work: (page: Page) => Promise<void>,
): Promise<void> {
  const watched = await open(options, address)
  try {
    await work(watched.page)
    await expectNoErrors(watched)
  } finally {
    await watched.context.close()
  }
}

/** One page for all tests of a file, since opening one takes long. An error on its console fails the test. */
export function usePage(options: BrowserContextOptions): (work: (page: Page) => Promise<void>) => () => Promise<void> {
  let watched: Watched | undefined
  afterAll(() => watched?.context.close())
  return work => async () => {
    watched ??= await open(options)
    await work(watched.page)
    await expectNoErrors(watched)
  }
}

/** All controls as they are at first, and an empty table. */
export async function resetTable(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const id of ['controls', 'settings']) (document.getElementById(id) as HTMLFormElement).reset()
    const simd = document.getElementById('backend-simd') as HTMLInputElement
    simd.checked = true
    for (const id of ['kind', 'source', 'speed', 'backend-simd']) {
      for (const type of ['input', 'change']) document.getElementById(id)!.dispatchEvent(new Event(type))
    }
    const view = document.getElementById('view') as HTMLSelectElement
    view.value = 'auto'
    view.dispatchEvent(new Event('change'))
    document.getElementById('reset-table')!.click()
  })
  await page.waitForSelector('html[data-operations="0"]')
}
