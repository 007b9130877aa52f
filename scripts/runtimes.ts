// Runs the contract against the packed and installed package, in every runtime there is:
// `npm run test:runtimes -- [--only part-of-a-file] [name ...]`, names as below. Needs `npm run build` before.

import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { install } from '../test/package/fixture.js'
import { type Backend, bundleTests, testFiles } from '../test/package/runtimes/bundle.js'
import { RUNTIMES, type Runtime } from './runtimes-list.js'

const FOLDERS = ['contract', 'ecmascript', 'go']

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { only: { type: 'string', default: '' }, backend: { type: 'string' } },
})
const backends = (values.backend ? [values.backend] : ['simd', 'twin']) as Backend[]
const chosen = RUNTIMES.filter(({ name }) => positionals.length === 0 || positionals.includes(name))
if (chosen.length === 0) throw new Error(`the runtimes are ${RUNTIMES.map(({ name }) => name).join(', ')}`)

const project = install()
let failed = false

/** Runs one backend in one runtime, and prints a line. */
async function runOne(runtime: Runtime, backend: Backend): Promise<void> {
  const files = testFiles(FOLDERS).filter(file => file.includes(values.only) && !runtime.lacks?.includes(file))
  const folder = `tests-${backend}-${runtime.name}`
  mkdirSync(join(project.directory, folder))
  await bundleTests(join(project.directory, folder), files, backend, runtime.entry)
  const start = performance.now()
  const { passed, skipped, failures, files: ran } = await runtime.run(project, folder)
  const seconds = ((performance.now() - start) / 1000).toFixed(0)
  const good = failures.length === 0 && ran === files.length && passed > 0
  failed ||= !good
  const verdict = good ? 'ok' : 'FAILED'
  console.log(
    `${verdict} ${await runtime.version()}, ${backend}: ${passed} passed, ${failures.length} failed, ` +
      `${skipped} skipped, ${ran} of ${files.length} files, ${seconds} s`,
  )
  for (const { test, message } of failures.slice(0, 30))
    console.log(`  ${test}\n    ${message.split('\n').slice(0, 2).join('\n    ')}`)
}

try {
  for (const runtime of chosen) {
    const missing = await runtime.missing()
    if (missing !== undefined) console.log(`skipped ${runtime.name}: ${missing}`)
    else for (const backend of backends) await runOne(runtime, backend)
  }
} finally {
  project.remove()
}
process.exitCode = failed ? 1 : 0
