// The browsers of this machine, without a window, driven by puppeteer.

import { existsSync } from 'node:fs'
import { type Browser, launch } from 'puppeteer-core'

export interface BrowserKind {
  name: 'chrome' | 'firefox'
  path: string
  args: string[]
}

export const CHROMIUM: BrowserKind = {
  name: 'chrome',
  path: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-component-update', '--js-flags=--expose-gc'],
}
export const FIREFOX: BrowserKind = {
  name: 'firefox',
  path: process.env.FIREFOX ?? '/usr/bin/firefox-esr',
  args: [],
}

export function isInstalled({ path }: BrowserKind): boolean {
  return existsSync(path)
}

/** Whether a test of it is to be skipped: never where CI promises that it is there. */
export function isMissing(kind: BrowserKind): boolean {
  if (isInstalled(kind)) return false
  if (process.env.CI && kind === CHROMIUM) throw new Error(`no Chromium at ${kind.path}`)
  console.log(`no browser at ${kind.path}: its tests are skipped`)
  return true
}

export function open(kind: BrowserKind): Promise<Browser> {
  return launch({ browser: kind.name, executablePath: kind.path, args: kind.args, headless: true, timeout: 120_000 })
}

export interface PageOutcome {
  value?: any
  error?: { name: string; message: string; stack: string }
}

/** What a page made by `page` came to. What it logs goes to `tell`. */
export async function outcomeOf(
  browser: Browser,
  url: string,
  { timeout = 60_000, tell }: { timeout?: number; tell?: (line: string) => void } = {},
): Promise<PageOutcome> {
  const tab = await browser.newPage()
  try {
    const problems: string[] = []
    tab.on('pageerror', error => problems.push(String(error)))
    tab.on('console', message => (message.type() === 'error' ? problems.push(message.text()) : tell?.(message.text())))
    await tab.goto(url)
    const found = tab.waitForFunction('globalThis.outcome', { timeout, polling: 100 })
    const handle = await found.catch(error => {
      throw new Error(`${url}: ${error.message} ${problems.join('; ')}`)
    })
    return JSON.parse((await handle.jsonValue()) as string)
  } finally {
    await tab.close()
  }
}

/** Its value. @throws what went wrong in the page */
export async function valueFrom(browser: Browser, url: string, options = {}): Promise<any> {
  const { value, error } = await outcomeOf(browser, url, options)
  if (error !== undefined) throw new Error(`${url}: ${error.name}: ${error.message}\n${error.stack}`)
  return value
}
