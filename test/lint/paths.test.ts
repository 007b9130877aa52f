// Files that comments and documents name are there.

import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const FOLDERS = ['src', 'assembly', 'scripts', 'bench', 'site', 'examples', 'docs']
const NAMED = /(?<![\w/.-])(?:src|assembly|scripts|bench|site|test|docs|examples)\/[\w./-]+\.(?:ts|mjs|md|json)\b/g

const inFolders = FOLDERS.flatMap(folder =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map(file => join(folder, file)),
)
const files = [...inFolders, 'README.md', 'CONTRIBUTING.md'].filter(
  file => /\.(ts|md)$/.test(file) && !/node_modules|generated/.test(file),
)

/** What a file names that is nowhere. */
function missing(file: string, text: string): string[] {
  const named = text.match(NAMED) ?? []
  return named.filter(path => !existsSync(join(ROOT, path)) && !existsSync(join(ROOT, dirname(file), path)))
}

test('what is named is there', () => {
  expect(files.length).toBeGreaterThan(300)
  const wrong = files.flatMap(file =>
    missing(file, readFileSync(join(ROOT, file), 'utf8')).map(path => `${file}: ${path}`),
  )
  expect(wrong).toEqual([])
})

test('links in documents lead somewhere', () => {
  const documents = files.filter(file => file.endsWith('.md'))
  const wrong = documents.flatMap(file => {
    const links = [...readFileSync(join(ROOT, file), 'utf8').matchAll(/\]\((?!http|#)([^)#]+)[^)]*\)/g)].map(
      match => match[1]!,
    )
    return links.filter(link => !existsSync(join(ROOT, dirname(file), link))).map(link => `${file}: ${link}`)
  })
  expect(wrong).toEqual([])
})

test('one that is not would be found', () => {
  expect(missing('src/a.ts', '// See src/cellar/key.ts and assembly/table.ts.')).toEqual(['src/cellar/key.ts'])
})
