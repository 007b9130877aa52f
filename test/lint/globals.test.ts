// What runs after the library was evaluated looks no built-in up by its name: a program may have put another thing there. It
// takes what src/basics/builtins.ts and src/basics/platform.ts have taken before.

import { readdirSync } from 'node:fs'
import { relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { expect, test } from 'vitest'

const SRC = fileURLToPath(new URL('../../src/', import.meta.url))

/** Their functions run while the library is evaluated, or go on with what they read then. */
const HOMES = ['basics/builtins.ts', 'basics/platform.ts']

/** Nobody can change them; `arguments` is no global. */
const FIXED = ['undefined', 'NaN', 'Infinity', 'arguments']

const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  lib: [
    'lib.es2022.d.ts',
    'lib.esnext.disposable.d.ts',
    'lib.esnext.iterator.d.ts',
    'lib.esnext.collection.d.ts',
    'lib.dom.d.ts',
  ],
  module: ts.ModuleKind.NodeNext,
  strict: true,
  skipLibCheck: true,
  types: [],
}

const isStatic = (node: ts.PropertyDeclaration) =>
  node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.StaticKeyword) === true

/**
 * Whether a node runs some time after its module was evaluated: in a function or the initialiser of a field. A class that is
 * declared at the top of a module is evaluated with it: what it extends, the names of its members, what is static.
 */
function runsLater(node: ts.Node): boolean {
  for (let at = node; at.parent !== undefined; at = at.parent) {
    const { parent } = at
    if (ts.isFunctionLike(parent) && parent.name !== at) return true
    if (ts.isPropertyDeclaration(parent) && parent.initializer === at && !isStatic(parent)) return true
  }
  return false
}

/** Whether it names a type: all of it is gone when it runs. */
function isOfTypes(node: ts.Node): boolean {
  if (ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node) || ts.isImportDeclaration(node)) return true
  if (ts.isHeritageClause(node)) return node.token === ts.SyntaxKind.ImplementsKeyword
  return ts.isTypeNode(node) && !ts.isExpressionWithTypeArguments(node)
}

/** Whether an identifier is the name of a property or of something that is declared here, not a reference. */
function isOnlyName(node: ts.Identifier): boolean {
  const { parent } = node
  if (ts.isShorthandPropertyAssignment(parent)) return false
  if (ts.isBindingElement(parent)) return parent.name === node || parent.propertyName === node
  if (ts.isLabeledStatement(parent) || ts.isBreakOrContinueStatement(parent) || ts.isExportSpecifier(parent))
    return true
  return (parent as { name?: ts.Node }).name === node
}

const isOurs = (declaration: ts.Node) => declaration.getSourceFile().fileName.startsWith(SRC)

/** Whether an identifier refers to what no file of ours declares. */
function isGlobal(checker: ts.TypeChecker, node: ts.Identifier): boolean {
  if (isOnlyName(node) || FIXED.includes(node.text)) return false
  const symbol = ts.isShorthandPropertyAssignment(node.parent)
    ? checker.getShorthandAssignmentValueSymbol(node.parent)
    : checker.getSymbolAtLocation(node)
  return !(symbol?.declarations?.some(isOurs) ?? false)
}

/** Whether it reads a function of a built-in class or namespace, such as `Array.from`, which may be another one by now. */
function readsStatic(checker: ts.TypeChecker, node: ts.Node): boolean {
  if (!ts.isPropertyAccessExpression(node)) return false
  const declaration = checker.getSymbolAtLocation(node.name)?.declarations?.[0]
  if (declaration === undefined || isOurs(declaration)) return false
  if (checker.getTypeAtLocation(node).getCallSignatures().length === 0) return false
  const { parent } = declaration
  if (ts.isInterfaceDeclaration(parent)) return /Constructor$|^(Math|JSON|Atomics)$/.test(parent.name.text)
  // `declare var Module: { new (…): Module; exports(…): … }`, and functions of a namespace.
  return ts.isTypeLiteralNode(parent) || ts.isModuleBlock(parent)
}

/** What files of a program look up when they run, as `file: text`. */
function lookUps(program: ts.Program, files: readonly string[]): string[] {
  const checker = program.getTypeChecker()
  const found: string[] = []
  for (const file of files) {
    const visit = (node: ts.Node): void => {
      if (isOfTypes(node)) return
      const isOne = ts.isIdentifier(node) ? isGlobal(checker, node) : readsStatic(checker, node)
      if (isOne && runsLater(node)) found.push(`${relative(SRC, file).replaceAll(sep, '/')}: ${node.getText()}`)
      ts.forEachChild(node, visit)
    }
    visit(program.getSourceFile(file)!)
  }
  return found
}

const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter(file => file.endsWith('.ts') && !HOMES.includes(file.replaceAll(sep, '/')))
  .map(file => SRC + file.replaceAll(sep, '/'))

test('nothing that runs later looks a built-in up', () => {
  expect(files.length).toBeGreaterThan(130)
  expect(lookUps(ts.createProgram(files, OPTIONS), files)).toEqual([])
})

const LATER = `import { Array, NativeMap, max } from './builtins.js'
  const f = (x = Symbol.iterator) => new Map([[Math.max(1), x]])
  function g(this: Uint8Array, { size }: { size: number }) { return size in this ? process : { Set } }
  class C extends Error {
    field = new TypeError('no')
    get [Symbol.toStringTag]() { return Array.from([]) }
    static { f(); g; (() => WebAssembly.compile) }
    m(x: unknown) { return x instanceof RangeError && globalThis.Number }
  }
  export const h = () => { class D extends Error {} return [D, C, NativeMap.groupBy, { Date: 1 }.Date] }
  export const many = () => { for (const [key = String] of [[]]) if (typeof crypto === 'object') return key }`

const NOW = `import { Array, max, NativeMap, NativeSet } from './builtins.js'
  const empty = new Map<Date, number>(Object.entries({}) as never)
  export const hasRegistry = typeof FinalizationRegistry === 'function'
  export class C extends Error implements Iterable<Map<number, Date>> {
    static readonly limit = Math.max(1)
    static { Object.defineProperty(C, 'name', {}) }
    [Symbol.iterator](): Iterator<Map<number, Date>> { return new NativeMap<unknown, Error>().keys() as never }
  }
  type Numbers = Array<number>
  export function f(x: Numbers, ...rest: number[]): typeof Math.max {
    label: for (const y of x) if (max(y, NaN, Infinity) === undefined) break label
    const { length: Number, fill } = new Array<number>(arguments.length)
    NativeSet.prototype.add.call(x as never, x.map(String => String))
    return [empty, rest, Number, fill] as never as typeof Math.max
  }`

test('one that did would be found, and what does not is not', () => {
  const texts: Record<string, string> = { [`${SRC}basics/later.ts`]: LATER, [`${SRC}basics/now.ts`]: NOW }
  const host = ts.createCompilerHost(OPTIONS)
  const { readFile, fileExists } = host
  host.readFile = path => texts[path] ?? readFile(path)
  host.fileExists = path => path in texts || fileExists(path)
  const of = (file: string) => lookUps(ts.createProgram(Object.keys(texts), OPTIONS, host), [`${SRC}basics/${file}.ts`])
  const names = (found: string[]) => found.map(each => each.replace(/^.*: /, ''))
  expect(of('now')).toEqual([])
  expect(names(of('later'))).toEqual([
    ...['Symbol', 'Map', 'Math.max', 'Math', 'process', 'Set'],
    ...['TypeError', 'Array.from', 'WebAssembly.compile', 'WebAssembly', 'RangeError', 'globalThis'],
    ...['Error', 'NativeMap.groupBy', 'String', 'crypto'],
  ])
})
