// The table in README.md and the tests agree.

import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const folder = new URL('./', import.meta.url)
const STATUSES = ['ported', 'inverted', 'not applicable']

interface Row {
  name: string
  status: string
  where: string
}

const rows: Row[] = readFileSync(new URL('README.md', folder), 'utf8')
  .split('\n')
  .map(line => line.match(/^\| (.+?) +\| (.+?) +\| (.+?) +\|$/))
  .filter(match => match !== null && match[1] !== "Go's test" && !match[1]!.startsWith('--'))
  .map(match => ({ name: match![1]!, status: match![2]!, where: match![3]! }))

/** file -> names of its tests */
const tests = new Map<string, string[]>(
  readdirSync(folder)
    .filter(file => file.endsWith('.test.ts') && file !== 'readme.test.ts')
    .map(file => {
      const text = readFileSync(new URL(file, folder), 'utf8')
      return [file, [...text.matchAll(/^test(?:\.runIf\(hasBuckets\))?\('([^']+)'/gm)].map(match => match[1]!)]
    }),
)

test('the table has every row once, with a status that it explains', () => {
  expect(rows.length).toBeGreaterThan(120)
  expect(new Set(rows.map(row => row.name)).size).toBe(rows.length)
  for (const row of rows) expect(STATUSES, row.name).toContain(row.status)
})

test('what it calls ported or inverted is there', () => {
  for (const { name, status, where } of rows) {
    if (status === 'ported' || status === 'inverted') expect(tests.get(where), `${name} in ${where}`).toContain(name)
  }
})

test('every test is in it, where it says', () => {
  for (const [file, names] of tests) {
    expect(names.length, file).toBeGreaterThan(0)
    for (const name of names) {
      const row = rows.find(each => each.name === name)
      expect(row?.where, name).toBe(file)
      expect(['ported', 'inverted'], name).toContain(row?.status)
    }
  }
})
