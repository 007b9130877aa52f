// Writing out the functions of one expression of a kind's file (src/kinds) where they are called, `int32.isMissing(x)`, with
// constants as numbers: V8 inlines only so many bytes, and bundlers inline nothing across modules.

import ts from 'typescript'
import { constants } from '../abi.js'
import { edited, editsOf, isUse, parse, read } from './text.js'

/** The file that has them, by the end of its path. */
export const BUILT_INS = '/basics/builtins.js'

interface Inlinable {
  parameters: string[]
  body: ts.Expression
  /** Numbers that its file names. */
  numbers: Map<string, string>
  /** What its file imports of built-ins. */
  builtIns: readonly string[]
}

const kinds = new Map<string, Map<string, Inlinable>>()

/** What a file imports of built-ins. */
function builtInsOf(source: ts.SourceFile): string[] {
  const imports = source.statements.filter(ts.isImportDeclaration)
  const found = imports.find(({ moduleSpecifier }) => moduleSpecifier.getText().endsWith(`${BUILT_INS}'`))
  const bindings = found?.importClause?.namedBindings
  return bindings !== undefined && ts.isNamedImports(bindings) ? bindings.elements.map(({ name }) => name.text) : []
}

/** The functions of one expression in a kind's file. */
function inlinableIn(file: string): Map<string, Inlinable> {
  let found = kinds.get(file)
  if (found !== undefined) return found
  found = new Map()
  const numbers = new Map<string, string>()
  const source = parse(read(`src/kinds/${file}.ts`))
  const builtIns = builtInsOf(source)
  for (const statement of source.statements) {
    if (!ts.isVariableStatement(statement)) continue
    for (const { name, initializer } of statement.declarationList.declarations) {
      if (initializer === undefined) continue
      if (ts.isNumericLiteral(initializer)) numbers.set(name.getText(), initializer.text)
      if (!ts.isArrowFunction(initializer) || ts.isBlock(initializer.body)) continue
      const parameters = initializer.parameters.map(p => p.name.getText())
      found.set(name.getText(), { parameters, body: initializer.body, numbers, builtIns })
    }
  }
  kinds.set(file, found)
  return found
}

/** A constant of assembly, as a literal. */
function literalOf(name: string): string | undefined {
  const value = constants()[name]
  return typeof value === 'bigint' ? `${value}n` : value?.toString()
}

/**
 * The expression with arguments in place of parameters; undefined if it uses something else of its file. The built-ins that
 * it uses are added to `used`.
 */
function writtenOut(inlinable: Inlinable, args: readonly string[], used: Set<string>): string | undefined {
  const { parameters, body, numbers, builtIns } = inlinable
  let isWhole = true
  const edits = editsOf(body, node => {
    if (!isUse(node)) return undefined
    const at = parameters.indexOf(node.text)
    const text = at < 0 ? (numbers.get(node.text) ?? literalOf(node.text)) : args[at]
    if (text !== undefined) return text
    if (builtIns.includes(node.text)) used.add(node.text)
    else if (node.text !== 'undefined') isWhole = false
    return undefined
  })
  return isWhole ? edited(body.getText(), edits, body.getStart()) : undefined
}

/** What the imports of a class call the files of kinds. */
function namespacesOf(source: ts.SourceFile): Map<string, string> {
  const found = new Map<string, string>()
  for (const statement of source.statements) {
    if (!ts.isImportDeclaration(statement)) continue
    const bindings = statement.importClause?.namedBindings
    const file = /\/kinds\/(\w+)\.js'$/.exec(statement.moduleSpecifier.getText())?.[1]
    if (bindings !== undefined && ts.isNamespaceImport(bindings) && file !== undefined) {
      found.set(bindings.name.text, file)
    }
  }
  return found
}

/** A variable, a field or a number, maybe with a type: it can be read twice. */
function isName(node: ts.Expression): boolean {
  if (ts.isAsExpression(node)) return isName(node.expression)
  return ts.isIdentifier(node) || ts.isNumericLiteral(node) || ts.isPropertyAccessExpression(node)
}

/** The text, and the built-ins that it must import for what was written out. */
export function withoutCalls(text: string): { text: string; builtIns: string[] } {
  const builtIns = new Set<string>()
  const source = parse(text)
  const namespaces = namespacesOf(source)
  const look = (node: ts.Node): string | undefined => {
    if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return undefined
    const { expression, name } = node.expression
    const file = ts.isIdentifier(expression) ? namespaces.get(expression.text) : undefined
    const inlinable = file === undefined ? undefined : inlinableIn(file).get(name.text)
    if (inlinable === undefined) return undefined
    if (!node.arguments.every(isName)) {
      throw new Error(`stamp: an argument that is no name cannot be written out: ${node.getText()}`)
    }
    const args = node.arguments.map(arg => (ts.isAsExpression(arg) ? `(${arg.getText()})` : arg.getText()))
    const whole = writtenOut(inlinable, args, builtIns)
    return whole === undefined ? undefined : `(${whole})`
  }
  return { text: edited(text, editsOf(source, look)), builtIns: [...builtIns] }
}
