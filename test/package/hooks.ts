// What tests of the package set up before, and take down after. Each hands out a function, since it is there only then.

import type { Browser } from 'puppeteer-core'
import { beforeAll } from 'vitest'
import { type BrowserKind, open } from './browsers.js'
import { install, type Project, SETUP_TIMEOUT } from './fixture.js'
import { type Page, type Site, serve } from './server.js'

/** The package, packed and installed into a project. */
export function useProject(): () => Project {
  let project: Project | undefined
  beforeAll(() => {
    project = install()
    return () => project!.remove()
  }, SETUP_TIMEOUT)
  return () => project!
}

/** A server of the project's files and of pages. Behind `useProject`. */
export function useSite(project: () => Project, pages: Record<string, Page> = {}): () => Site {
  let site: Site | undefined
  beforeAll(async () => {
    site = await serve(project().directory, pages)
    return () => site!.close()
  }, SETUP_TIMEOUT)
  return () => site!
}

/** A browser, unless it is missing. */
export function useBrowser(kind: BrowserKind, isMissing: boolean): () => Browser {
  let browser: Browser | undefined
  beforeAll(async () => {
    if (isMissing) return
    browser = await open(kind)
    return () => browser!.close()
  }, SETUP_TIMEOUT)
  return () => browser!
}
