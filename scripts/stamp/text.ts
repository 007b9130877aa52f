// Changing a text at places that its syntax tree names.

import { readFileSync } from 'node:fs'
import ts from 'typescript'
import { root } from '../generated.js'

/** What stands in place of [start, end). */
export interface Edit {
  start: number
  end: number
  text: string
}

/** A text with edits that do not overlap. `offset` is where the text begins in what the edits count in. */
export function edited(text: string, edits: readonly Edit[], offset = 0): string {
  let result = text
  for (const { start, end, text: by } of [...edits].sort((a, b) => b.start - a.start)) {
    result = result.slice(0, start - offset) + by + result.slice(end - offset)
  }
  return result
}

export function parse(text: string): ts.SourceFile {
  return ts.createSourceFile('stamped.ts', text, ts.ScriptTarget.Latest, true)
}

export function read(path: string): string {
  return readFileSync(`${root}${path}`, 'utf8')
}

/** The edits that a look at each node gives; what is inside a node that is edited is not looked at. */
export function editsOf(source: ts.Node, look: (node: ts.Node) => string | undefined): Edit[] {
  const edits: Edit[] = []
  const visit = (node: ts.Node): void => {
    const text = look(node)
    if (text === undefined) ts.forEachChild(node, visit)
    else edits.push({ start: node.getStart(), end: node.end, text })
  }
  visit(source)
  return edits
}

/** Whether an identifier stands for what it names: it is no property's name, and in no import. */
export function isUse(node: ts.Node): node is ts.Identifier {
  if (!ts.isIdentifier(node)) return false
  const { parent } = node
  const isName =
    ts.isPropertyAccessExpression(parent) || ts.isPropertyAssignment(parent) || ts.isClassElement(parent)
      ? parent.name === node
      : false
  return !isName && !ts.isImportSpecifier(parent)
}
