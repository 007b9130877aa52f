// Imports of the benchmarks go in one direction, and one file of theirs knows where the library is.

import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const BENCH = fileURLToPath(new URL('../../bench', import.meta.url))

/** A folder imports from those before its own. */
const ORDER = [
  ['common'],
  ['data'],
  ['speed', 'latency', 'memory', 'peers'],
  ['grid'],
  ['native', 'workloads', 'job', 'start'],
  ['report'],
]

const files = readdirSync(BENCH, { recursive: true, encoding: 'utf8' }).filter(
  file => file.endsWith('.ts') && !file.includes('node_modules'),
)

const importsOf = (file: string) =>
  [...readFileSync(join(BENCH, file), 'utf8').matchAll(/(?:from|import\() ?'(\.[^']*)\.js'/g)].map(
    ([, path]) => `${normalize(join(dirname(file), path!))}.ts`,
  )

const folderOf = (file: string) => file.split(sep)[0]!
const rankOf = (file: string) => ORDER.findIndex(folders => folders.includes(folderOf(file)))

test('every file is in the folder of its subject', () => {
  expect(files.length).toBeGreaterThan(100)
  expect(files.filter(file => rankOf(file) < 0)).toEqual([])
})

test('only one file imports from outside', () => {
  const outside = files.filter(file => importsOf(file).some(path => path.startsWith('..')))
  expect(outside).toEqual([join('common', 'library.ts')])
})

test('folders import from those before them', () => {
  const wrong = files.flatMap(file =>
    importsOf(file)
      .filter(path => !path.startsWith('..') && folderOf(path) !== folderOf(file) && rankOf(path) >= rankOf(file))
      .map(path => `${file} imports ${path}`),
  )
  expect(wrong).toEqual([])
})

test('no file imports itself by way of others', () => {
  const done = new Set<string>()
  const circles: string[] = []
  const visit = (file: string, way: string[]) => {
    if (way.includes(file)) circles.push([...way.slice(way.indexOf(file)), file].join(' > '))
    else if (!done.has(file)) {
      for (const path of importsOf(file)) if (files.includes(path)) visit(path, [...way, file])
      done.add(file)
    }
  }
  for (const file of files) visit(file, [])
  expect(circles).toEqual([])
})
