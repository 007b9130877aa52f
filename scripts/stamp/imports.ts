// The imports of a stamped class: of the same modules as the specimen's or those that take their place, with the names that
// its own text uses.

import ts from 'typescript'
import { type Edit, edited, isUse, parse } from './text.js'

/** Names that a text uses, types included, outside its imports. */
function namesIn(source: ts.SourceFile): Set<string> {
  const names = new Set<string>()
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) return
    if (isUse(node)) names.add(node.text)
    ts.forEachChild(node, visit)
  }
  visit(source)
  return names
}

/**
 * Drops what is not used. Where `more` has names for a module, by the end of its path, those that are used are imported from
 * there beside the specimen's.
 */
export function withImports(text: string, more: Record<string, readonly string[]>): string {
  const source = parse(text)
  const used = namesIn(source)
  const edits = source.statements.filter(ts.isImportDeclaration).map((statement): Edit => {
    const { start, end } = { start: statement.getStart(), end: statement.end }
    const module = statement.moduleSpecifier.getText()
    const clause = statement.importClause!
    const bindings = clause.namedBindings!
    if (ts.isNamespaceImport(bindings)) {
      return { start, end, text: used.has(bindings.name.text) ? statement.getText() : '' }
    }
    const own = bindings.elements.map(element => element.getText())
    const added = Object.entries(more).flatMap(([path, names]) => (module.endsWith(`${path}'`) ? names : []))
    const names = [...new Set([...own, ...added])].filter(name => used.has(name.replace(/^type /, '')))
    const type = clause.isTypeOnly ? 'type ' : ''
    return { start, end, text: names.length === 0 ? '' : `import ${type}{ ${names.join(', ')} } from ${module}` }
  })
  return edited(text, edits)
    .replace(/^\n+/, '')
    .replace(/\n{2,}(?=import )/g, '\n')
}
