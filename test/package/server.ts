// A web server of a directory and of pages made up for a test.

import { existsSync, readFileSync, statSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join, normalize } from 'node:path'

const TYPES: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
}

export interface Page {
  html: string
  /** A Content-Security-Policy. */
  policy?: string
  /** Isolated from other origins, so that it may share memory. */
  isolated?: boolean
}

const ISOLATED = { 'cross-origin-opener-policy': 'same-origin', 'cross-origin-embedder-policy': 'require-corp' }

export interface Site {
  origin: string
  pages: Record<string, Page>
  close(): void
}

/** Serves `pages` by path, and the files of `directory`. */
export async function serve(directory: string, pages: Record<string, Page> = {}): Promise<Site> {
  const server: Server = createServer((request, response) => {
    const path = new URL(request.url!, 'http://localhost').pathname
    const page = pages[path]
    const file = join(directory, normalize(path))
    if (page !== undefined) {
      if (page.policy !== undefined) response.setHeader('content-security-policy', page.policy)
      if (page.isolated) for (const [name, value] of Object.entries(ISOLATED)) response.setHeader(name, value)
      response.setHeader('content-type', 'text/html').end(page.html)
    } else if (existsSync(file) && statSync(file).isFile()) {
      // An isolated page's workers must be so, too.
      for (const [name, value] of Object.entries(ISOLATED)) response.setHeader(name, value)
      response.setHeader('content-type', TYPES[extname(file)] ?? 'text/plain').end(readFileSync(file))
    } else response.writeHead(404).end()
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    pages,
    close() {
      server.close()
      server.closeAllConnections()
    },
  }
}

/** A page that calls an async function of `body` and leaves its result, or the error, where `outcomeOf` looks. */
export function page(body: string, imports?: Record<string, string>): string {
  const map = imports === undefined ? '' : `<script type="importmap">${JSON.stringify({ imports })}</script>`
  return `<!doctype html><meta charset="utf-8"><title>tophash</title>${map}
<script type="module">
  const run = async () => { ${body} }
  const show = outcome => { globalThis.outcome = JSON.stringify(outcome) }
  run().then(value => show({ value }), error => {
    show({ error: { name: error.name, message: String(error.message), stack: String(error.stack) } })
  })
</script>`
}
