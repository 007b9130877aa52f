/** A page in headless Chromium: what it becomes, and what it complains about. */
import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium'

export const hasChromium = existsSync(CHROMIUM)
if (!hasChromium) console.log(`no Chromium at ${CHROMIUM}: the browser tests are skipped`)

const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--enable-logging=stderr',
  '--virtual-time-budget=5000',
  '--dump-dom',
]

export interface Visit {
  dom: string
  /** Whatever the page wrote to its console, errors that nobody caught among them. */
  console: string[]
}

export const visit = async (url: string, flags: string[] = []): Promise<Visit> => {
  const profile = mkdtempSync(join(tmpdir(), 'tophash-chromium-'))
  const args = [...FLAGS, ...flags, `--user-data-dir=${profile}`, url]
  try {
    const { stdout, stderr } = await promisify(execFile)(CHROMIUM, args, { timeout: 240_000, maxBuffer: 2 ** 26 })
    return { dom: stdout, console: stderr.split('\n').filter(line => line.includes(':CONSOLE')) }
  } finally {
    rmSync(profile, { recursive: true, force: true })
  }
}
