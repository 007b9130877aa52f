// A growing Wasm memory detaches its buffer, so one file hands out views of it and renews them.

import { readdirSync } from 'node:fs'
import { relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { expect, test } from 'vitest'

const SRC = fileURLToPath(new URL('../../src/', import.meta.url))
const KEEPER = 'spaces/wasm/memory.ts'
/** The same of a memory that several threads share, whose views are never detached. */
const SHARED_KEEPER = 'spaces/shared/memory.ts'

const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.NodeNext,
  strict: true,
  skipLibCheck: true,
  types: [],
}

const nameOf = (type: ts.Type) => type.symbol?.name
const isViews = (type: ts.Type): boolean =>
  nameOf(type) === 'Views' || (type.getBaseTypes() ?? []).some(base => isViews(base))

/** Whether `buffer` of such an expression is that of a memory: a WebAssembly.Memory, or a view that Views has. */
function isOfMemory(checker: ts.TypeChecker, of: ts.Expression): boolean {
  if (nameOf(checker.getNonNullableType(checker.getTypeAtLocation(of))) === 'Memory') return true
  if (!ts.isPropertyAccessExpression(of)) return false
  const type = checker.getTypeAtLocation(of.expression)
  return isViews(checker.getBaseConstraintOfType(type) ?? type)
}

/** The expression whose `buffer` a node takes, by its name or into a variable. */
function bufferTakenBy(node: ts.Node): ts.Expression | undefined {
  if (ts.isPropertyAccessExpression(node) && node.name.text === 'buffer') return node.expression
  if (!ts.isVariableDeclaration(node) || !ts.isObjectBindingPattern(node.name)) return undefined
  const takes = node.name.elements.some(each => (each.propertyName ?? each.name).getText() === 'buffer')
  return takes ? node.initializer : undefined
}

/** Where the files of a program take the buffer of a memory: the file and the text. */
function takersIn(program: ts.Program, files: readonly string[]): [file: string, text: string][] {
  const checker = program.getTypeChecker()
  return files.flatMap(file => {
    const taken: [string, string][] = []
    const visit = (node: ts.Node): void => {
      const of = bufferTakenBy(node)
      if (of !== undefined && isOfMemory(checker, of)) taken.push([relative(SRC, file), node.getText()])
      ts.forEachChild(node, visit)
    }
    visit(program.getSourceFile(file)!)
    return taken
  })
}

const written = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter(
  file => file.endsWith('.ts') && !file.startsWith('generated'),
)

test('one file takes the buffer of a memory', () => {
  const files = written.map(file => SRC + file)
  const takers = takersIn(ts.createProgram(files, OPTIONS), files)
  expect(new Set(takers.map(([file]) => file))).toEqual(new Set([KEEPER, SHARED_KEEPER]))
})

test('another that did would be found', () => {
  const file = `${SRC}spaces/wasm/other.ts`
  const text = `import { LinearMemory } from './memory.js'
    const memory = new LinearMemory()
    export const a = memory.words.buffer
    export const b = (memory: WebAssembly.Memory) => memory.buffer
    export const { buffer } = new WebAssembly.Memory({ initial: 1 })
    export class Other extends LinearMemory { c = this.bytes.buffer }
    export const notOfMemory = memory.bytes.slice(1, 2).buffer`
  const host = ts.createCompilerHost(OPTIONS)
  const { readFile, fileExists } = host
  host.readFile = path => (path === file ? text : readFile(path))
  host.fileExists = path => path === file || fileExists(path)
  const getSourceFile = host.getSourceFile.bind(host)
  host.getSourceFile = (path, ...rest) =>
    path === file ? ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true) : getSourceFile(path, ...rest)
  const takers = takersIn(ts.createProgram([file], OPTIONS, host), [file])
  expect(takers.map(([, taken]) => taken)).toEqual([
    'memory.words.buffer',
    'memory.buffer',
    '{ buffer } = new WebAssembly.Memory({ initial: 1 })',
    'this.bytes.buffer',
  ])
})
