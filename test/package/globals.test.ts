// What a program does to globals after the import: every one of them throws when it is looked up, and so do the functions of
// built-in classes and namespaces, before the first map is made.

import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { environment } from './fixture.js'

const pathOf = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** What the library answers in a process of its own; `names` are those of the globals that were replaced. */
function answers(...args: string[]): { names: string[]; results: Record<string, unknown> } {
  const options = { env: environment, encoding: 'utf8', maxBuffer: 2 ** 26 } as const
  const { stdout, stderr } = spawnSync(process.execPath, [pathOf('globals/run.mjs'), ...args], options)
  expect(stderr).toBe('')
  return JSON.parse(stdout)
}

const ENTRIES: [entry: string, init: string[]][] = [
  ['node/index.js', []],
  ['node/index.js', ['init']],
  ['index.js', []],
  ['index.js', ['init']],
  ['node/reference/index.js', []],
  ['reference/index.js', []],
]

describe.each(ENTRIES)('dist/%s %s', (entry, init) => {
  test('answers as ever when all globals have been replaced', () => {
    const path = pathOf(`../../dist/${entry}`)
    const { names, results } = answers(path, 'replaced', ...init)
    expect(names).toEqual(
      expect.arrayContaining(['Map', 'Math', 'WebAssembly', 'crypto', 'FinalizationRegistry', 'process', 'Uint8Array']),
    )
    // Of each kind of keys with each kind of values, and of sets.
    expect(Object.keys(results).length).toBeGreaterThan(70)
    expect((results['Int32Map int32'] as unknown[][])[0]!.slice(0, 5)).toEqual([2, -2, null, true, true])
    expect(results).toEqual(answers(path, 'untouched', ...init).results)
  })
})
