// How long a file and a function may be.

import { readdirSync, readFileSync } from 'node:fs'
import { join, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { describe, expect, test } from 'vitest'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))

const MOST_LINES = 400
const MOST_LINES_OF_A_FUNCTION = 60

/** Longer files, and why in parts they would be worse to read. */
const LONG_FILES: Record<string, string> = {
  'src/classes/specimens/staged-map.ts':
    'one class: the stamp makes a file of one, and its methods reach a private field',
  'src/classes/specimens/tuple-map.ts':
    'one class: the stamp makes a file of one, and its methods reach a private field',
  'test/contract/bytes-keys.test.ts': 'one clause after another on the same subject',
  'test/contract/many.test.ts': 'each call for many keys with the same columns',
  'test/faults/faults.ts': 'a list',
}

/** What a person edits: not what is generated, measured or installed. */
const WRITTEN = /\.(ts|js|mjs|css|html|go|rs|cpp)$/
const NOT_WRITTEN = /^(src\/generated|assembly\/(plain\/)?(kinds|index\.ts)|bench\/results)|node_modules\/|target\//

function written(folder: string): string[] {
  const files = readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
  return files
    .map(file => join(folder, file).replaceAll(sep, '/'))
    .filter(file => WRITTEN.test(file) && !NOT_WRITTEN.test(file))
}

const linesOf = (text: string) => text.split('\n').length - 1
const read = (file: string) => readFileSync(ROOT + file, 'utf8')

/** Functions with too many lines: their names and how many. */
function longFunctions(text: string): [name: string, lines: number][] {
  const source = ts.createSourceFile('a.ts', text, ts.ScriptTarget.Latest, true)
  const lineOf = (at: number) => source.getLineAndCharacterOfPosition(at).line
  const found: [string, number][] = []
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node) && 'body' in node && node.body !== undefined) {
      const lines = lineOf(node.end) - lineOf(node.getStart()) + 1
      if (lines > MOST_LINES_OF_A_FUNCTION) found.push([node.name?.getText() ?? 'a function without a name', lines])
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}

describe('files', () => {
  const long = ['src', 'assembly', 'scripts', 'bench', 'test']
    .flatMap(written)
    .filter(file => linesOf(read(file)) > MOST_LINES)

  test(`none has over ${MOST_LINES} lines without a reason`, () => {
    expect(long.filter(file => !(file in LONG_FILES))).toEqual([])
  })

  test('no reason outlives its file', () => {
    expect(Object.keys(LONG_FILES).filter(file => !long.includes(file))).toEqual([])
  })
})

describe('functions', () => {
  test.each(['src', 'assembly', 'scripts', 'bench'])(
    `none in %s has over ${MOST_LINES_OF_A_FUNCTION} lines`,
    folder => {
      const files = written(folder).filter(file => /\.(ts|js|mjs)$/.test(file))
      expect(files.length).toBeGreaterThan(10)
      const long = files.flatMap(file => longFunctions(read(file)).map(([name, lines]) => `${file}: ${name}, ${lines}`))
      expect(long).toEqual([])
    },
  )

  test('one that had would be found', () => {
    const body = (lines: number) => `{\n${'  f()\n'.repeat(lines - 2)}}\n`
    const text = `function a() ${body(60)}function b() ${body(61)}const c = () => ${body(70)}class D {\n  e() ${body(61)}}\n`
    expect(longFunctions(text)).toEqual([
      ['b', 61],
      ['a function without a name', 70],
      ['e', 61],
    ])
  })
})
