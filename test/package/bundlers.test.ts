// An app built by each bundler, on the installed package, and run in a browser: in the page and in a worker.

import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeAll, expect, test } from 'vitest'
import { CHROMIUM, isMissing, valueFrom } from './browsers.js'
import { BUNDLERS, type Bundler } from './bundlers.js'
import { useBrowser, useProject, useSite } from './hooks.js'

const missing = isMissing(CHROMIUM)
const project = useProject()
const site = useSite(project)
const browser = useBrowser(CHROMIUM, missing)

beforeAll(() => {
  cpSync(fileURLToPath(new URL('apps', import.meta.url)), join(project().directory, 'app'), { recursive: true })
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

/** Builds an app of the project, runs its page, and returns what the page comes to. */
async function run({ name, build }: Bundler, app: string): Promise<any> {
  const folder = `${app}-by-${name}`
  mkdirSync(join(project().directory, folder))
  expect(await build(join(project().directory, app), join(project().directory, folder))).toEqual([])
  return valueFrom(browser(), `${site().origin}/${folder}/index.html`)
}

test.skipIf(missing).each(BUNDLERS)('$name', async bundler => {
  expect(await run(bundler, 'app')).toEqual({ page: USED, worker: USED, twin: 'one' })
})

test.skipIf(missing).each(BUNDLERS.filter(({ asset }) => asset))(
  '$name puts the binary beside the app',
  async bundler => {
    const app = `asset-for-${bundler.name}`
    cpSync(join(project().directory, 'app'), join(project().directory, app), { recursive: true })
    const main = readFileSync(join(project().directory, app, 'main.js'), 'utf8')
    const ahead = `import { init } from 'tophash'
${bundler.asset}
WebAssembly.compile = () => { throw new WebAssembly.CompileError('no bytes') }
WebAssembly.Module = new Proxy(WebAssembly.Module, { construct: WebAssembly.compile })
await init(await WebAssembly.compileStreaming(fetch(url)))
`
    writeFileSync(join(project().directory, app, 'main.js'), ahead + main)
    expect(await run(bundler, app)).toEqual({ page: USED, worker: USED, twin: 'one' })
  },
)
