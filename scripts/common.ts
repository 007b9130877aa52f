// The package for Node: one implementation, in CommonJS, so that who requires it and who imports it get the same classes;
// modules in front of it hand out its exports by name. In few files, since each costs a third of a millisecond at the start.
//
// esbuild bundles, Rollup joins what esbuild cuts too finely, and here the modules become CommonJS: imports are constants
// of the file, since a property of `require(…)` read at each use would cost a good part of a get.

import { basename, dirname, join } from 'node:path'
import { type BuildOptions, build, type OutputFile } from 'esbuild'
import { type OutputChunk, rollup } from 'rollup'
import ts from 'typescript'
import { root, write } from './generated.js'
import { type Edit, edited, parse } from './stamp/text.js'

const FOLDER = 'dist/node'

/** What Node wraps around a file has these names. */
const TAKEN = ['module', 'exports', 'require', '__filename', '__dirname']

/** The bundles of esbuild as modules: a file for each entry point, and one of all that several of them need. */
async function joined(bundles: OutputFile[], entries: readonly string[]): Promise<OutputChunk[]> {
  const texts = new Map(bundles.map(({ path, text }) => [path, text]))
  const input = Object.fromEntries(entries.map(name => [name, `${root}${FOLDER}/${name}.js`]))
  const { generate, close } = await rollup({
    input,
    treeshake: false,
    plugins: [
      {
        name: 'bundled',
        resolveId: (path, importer) => (importer === undefined ? path : join(dirname(importer), path)),
        load: path => ({ code: texts.get(path)!, map: texts.get(`${path}.map`)! }),
      },
    ],
  })
  const { output } = await generate({
    dir: `${root}${FOLDER}`,
    format: 'es',
    sourcemap: true,
    entryFileNames: '[name].cjs',
    chunkFileNames: '[name].cjs',
    hoistTransitiveImports: false,
    minifyInternalExports: false,
    manualChunks: path => (Object.values(input).includes(path) ? undefined : 'core'),
  })
  await close()
  return output.filter(file => file.type === 'chunk')
}

const nameOf = (node: ts.ImportSpecifier | ts.ExportSpecifier) => (node.propertyName ?? node.name).text

/** An import as a constant, in as many lines. */
function required(statement: ts.ImportDeclaration): string {
  const from = `require(${statement.moduleSpecifier.getText()})`
  const bindings = statement.importClause?.namedBindings
  if (bindings === undefined) return from
  if (!ts.isNamedImports(bindings)) throw new Error(`common: ${statement.getText()} names nothing`)
  const names = bindings.elements.map(each => (each.propertyName ? `${nameOf(each)}: ${each.name.text}` : nameOf(each)))
  return `const { ${names.join(', ')} } = ${from}`
}

/** The exports of a file as its `module.exports`. */
function exported(statement: ts.ExportDeclaration): string {
  const { exportClause } = statement
  if (exportClause === undefined || !ts.isNamedExports(exportClause) || statement.moduleSpecifier !== undefined) {
    throw new Error(`common: ${statement.getText()} is no list of names`)
  }
  const names = exportClause.elements.map(each =>
    each.propertyName ? `${each.name.text}: ${nameOf(each)}` : nameOf(each),
  )
  return `module.exports = { ${names.join(', ')} }`
}

/** Names that are given a value anywhere but where they are declared. */
function assigned(source: ts.SourceFile): Set<string> {
  const names = new Set<string>()
  const visit = (node: ts.Node): void => {
    if (isAssignment(node)) addTo(names, node.left)
    if (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) addTo(names, node.operand)
    if (ts.isForOfStatement(node) || ts.isForInStatement(node)) addTo(names, node.initializer)
    ts.forEachChild(node, visit)
  }
  visit(source)
  return names
}

function isAssignment(node: ts.Node): node is ts.BinaryExpression {
  if (!ts.isBinaryExpression(node)) return false
  const { kind } = node.operatorToken
  return kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment
}

/** Adds the names in a target of an assignment, whose properties are no names. */
function addTo(names: Set<string>, target: ts.Node): void {
  if (ts.isIdentifier(target)) names.add(target.text)
  if (ts.isObjectLiteralExpression(target) || ts.isArrayLiteralExpression(target)) {
    const visit = (node: ts.Node): void => {
      if (ts.isIdentifier(node)) names.add(node.text)
      ts.forEachChild(node, visit)
    }
    visit(target)
  }
}

function declaredAtTop(source: ts.SourceFile): string[] {
  return source.statements.flatMap(statement => {
    if (ts.isVariableStatement(statement)) return statement.declarationList.declarations.map(d => d.name.getText())
    const { name } = statement as ts.FunctionDeclaration
    return name !== undefined && ts.isIdentifier(name) ? [name.text] : []
  })
}

/** A module in CommonJS, line by line, so that its source map stays right. */
function inCommon(name: string, text: string): string {
  const source = parse(text)
  const taken = declaredAtTop(source).filter(each => TAKEN.includes(each))
  if (taken.length > 0) throw new Error(`common: ${name} declares ${taken}, which CommonJS has`)
  const changing = assigned(source)
  const edits = source.statements.flatMap((statement): Edit[] => {
    const { start, end } = { start: statement.getStart(), end: statement.end }
    if (ts.isImportDeclaration(statement)) return [{ start, end, text: `${required(statement)};` }]
    if (!ts.isExportDeclaration(statement)) return []
    const names = (statement.exportClause as ts.NamedExports).elements.map(nameOf).filter(each => changing.has(each))
    if (names.length > 0) throw new Error(`common: ${name} exports ${names}, which get other values later`)
    return [{ start, end, text: `${exported(statement)};` }]
  })
  return `"use strict"; ${edited(text, edits)}`
}

/**
 * The module that hands out what a file in CommonJS exports. There is one more file between them: Node looks through the
 * text of what a module imports for names, which takes as long as all else, and this one is short.
 */
function writeFront({ fileName, exports }: OutputChunk): void {
  const name = fileName.replace(/\.cjs$/, '')
  const between = `${name}.import.cjs`
  write(`${FOLDER}/${between}`, `"use strict"; const all = require('./${basename(fileName)}'); module.exports = all\n`)
  const text = `import all from './${basename(between)}'\nexport const { ${exports.join(', ')} } = all\n`
  write(`${FOLDER}/${name}.js`, text)
}

/** Writes dist/node: of each entry point a file in CommonJS, and a module in front of it. */
export async function bundleForNode(entryPoints: Record<string, string>, options: BuildOptions): Promise<void> {
  const where = { absWorkingDir: root, entryPoints, outdir: FOLDER, sourcemap: 'external', write: false } as const
  const { outputFiles } = await build({ ...options, ...where })
  for (const chunk of await joined(outputFiles, Object.keys(entryPoints))) {
    const { fileName, code, map, isEntry } = chunk
    const comment = `//# sourceMappingURL=${basename(fileName)}.map\n`
    write(`${FOLDER}/${fileName}`, inCommon(fileName, code.replace(/^\/\/# sourceMappingURL=.*\n/m, '')) + comment)
    write(`${FOLDER}/${fileName}.map`, map!.toString())
    if (isEntry) writeFront(chunk)
  }
}
