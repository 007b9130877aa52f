import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { report } from './api.js'

const root = fileURLToPath(new URL('../..', import.meta.url))

test('docs/api.md is what the package declares; `npm run api` writes it', async () => {
  const { exports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const entries: Record<string, string> = {}
  for (const [name, entry] of Object.entries<any>(exports)) {
    if (entry.require) entries[name.replace('.', 'tophash')] = join(root, entry.require.types)
  }
  expect(Object.keys(entries)).toEqual([
    'tophash',
    'tophash/swiss',
    'tophash/shared',
    'tophash/reference',
    'tophash/group',
    'tophash/testing',
  ])
  await expect(report(join(root, 'dist'), entries)).toMatchFileSnapshot(join(root, 'docs/api.md'))
})
