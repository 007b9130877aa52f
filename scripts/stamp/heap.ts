// Classes of maps in heaps have one text for all heaps: what others import of Wasm, they take from the space of the body.

import ts from 'typescript'
import { edited, editsOf, isUse, parse } from './text.js'

/** How the body is named where a node stands. */
function bodyAt(node: ts.Node): string {
  for (let at = node.parent; at !== undefined; at = at.parent) {
    if (!ts.isFunctionLike(at)) continue
    const isParameter = at.parameters.some(({ name }) => ts.isIdentifier(name) && name.text === 'body')
    const block = (at as ts.FunctionLikeDeclaration).body
    const isConstant = (statement: ts.Statement) =>
      ts.isVariableStatement(statement) && statement.declarationList.declarations.some(d => d.name.getText() === 'body')
    if (isParameter || (block !== undefined && ts.isBlock(block) && block.statements.some(isConstant))) return 'body'
    if (ts.isMethodDeclaration(at) || ts.isAccessor(at)) return 'this.#body'
  }
  throw new Error(`stamp: no body where ${node.getText()} is used`)
}

/** Calls exports through the body's space, and tells `settle` which they are. */
export function inHeap(text: string, calls: readonly string[]): string {
  const look = (node: ts.Node): string | undefined => {
    if (!isUse(node)) return undefined
    if (calls.includes(node.text)) return `${bodyAt(node)}.space!.calls.${node.text}`
    if (node.text === 'memory') return `${bodyAt(node)}.space!.memory`
    return undefined
  }
  const fields = calls.map(name => `  ${name}: x.${name},\n`).join('')
  const declaration = `/** The exports that this class calls. */\nconst callsOf = (x: Exports) => ({\n${fields}})\n\n`
  return edited(text, editsOf(parse(text), look))
    .replace('settle(this, body, entries, options)', 'settle(this, body, entries, options, callsOf)')
    .replace('= Body<Table>', '= Body<Table, Tenancy<ReturnType<typeof callsOf>>>')
    .replace(/^const (TRAITS|OPERATIONS)/m, `${declaration}const $1`)
}
