// The type `any` stands where a public type needs it, and nowhere else.

import { readdirSync, readFileSync } from 'node:fs'
import { join, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { expect, test } from 'vitest'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))

/** Files that may have it, in interfaces that they export, and why. */
const ALLOWED: Record<string, string> = {
  'src/classes/types.ts':
    'what arrays a call for many keys takes and gives depends on an option: as Map, it takes any thisArg',
  'src/classes/specimens/scalar-map.ts': 'values are of any type unless options say more, as those of a Map',
  'src/classes/specimens/staged-map.ts': 'the same',
  'src/classes/specimens/tuple-map.ts': 'the same',
  'src/classes/specimens/tuple-set.ts': 'a subclass may be of any parts',
  'src/classes/tuple-types.ts': 'as types.ts',
  'src/any/hash-map.ts': 'the same, and keys are of any type',
  'src/any/hash-set.ts': 'the same',
}

const isExported = (node: ts.Node) =>
  ts.isInterfaceDeclaration(node) && node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) === true

/** The lines where a file has the type, those within interfaces that it exports only if asked for. */
function linesWithAny(text: string, inPublic: boolean): number[] {
  const source = ts.createSourceFile('a.ts', text, ts.ScriptTarget.Latest, true)
  const lines: number[] = []
  const visit = (node: ts.Node): void => {
    if (!inPublic && isExported(node)) return
    if (node.kind === ts.SyntaxKind.AnyKeyword) {
      lines.push(source.getLineAndCharacterOfPosition(node.getStart()).line + 1)
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  return lines
}

const files = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
  .map(file => join('src', file).replaceAll(sep, '/'))
  .filter(file => file.endsWith('.ts') && !file.startsWith('src/generated/'))
const read = (file: string) => readFileSync(ROOT + file, 'utf8')

test('no type is any without a reason', () => {
  expect(files.length).toBeGreaterThan(70)
  const found = files.flatMap(file => linesWithAny(read(file), !(file in ALLOWED)).map(line => `${file}:${line}`))
  expect(found).toEqual([])
})

test('no reason outlives its file', () => {
  expect(Object.keys(ALLOWED).filter(file => linesWithAny(read(file), true).length === 0)).toEqual([])
})

test('one that is would be found', () => {
  const text = [
    `/** any */ const a: 'any' = 'any'`,
    'function b(x: any): any[] {}',
    'export interface C<V = any> {\n  d(x: any): V\n}',
    'interface E extends Map<string, any> {}',
    'const f = a as any',
  ].join('\n')
  expect(linesWithAny(text, true)).toEqual([2, 2, 3, 4, 6, 7])
  expect(linesWithAny(text, false)).toEqual([2, 2, 6, 7])
})
