// The packages that are bundled look globals up when they run. In the bundles they do so when they are evaluated, as src does
// by way of src/basics/builtins.ts: what a program does to a global later concerns no map.
//
// The loader makes a decoder, for messages of aborts, when it is evaluated. Here it makes one that needs none until then.

import { readFileSync } from 'node:fs'
import type { Plugin } from 'esbuild'
import ts from 'typescript'
import { root } from './generated.js'
import { edited, editsOf, isUse, parse } from './stamp/text.js'

const LOADER = /@assemblyscript[\\/]loader[\\/]/
const PACKAGES = /node_modules[\\/](@assemblyscript[\\/]loader|fflate)[\\/].*\.js$/

/** All names that a file declares, in whatever scope. */
function declaredIn(source: ts.SourceFile): Set<string> {
  const names = new Set<string>()
  const visit = (node: ts.Node): void => {
    const { name } = node as { name?: ts.Node }
    if (name !== undefined && ts.isIdentifier(name) && !ts.isPropertyAccessExpression(node)) names.add(name.text)
    ts.forEachChild(node, visit)
  }
  visit(source)
  return names
}

function isInFunction(node: ts.Node): boolean {
  for (let at = node.parent; at !== undefined; at = at.parent) if (ts.isFunctionLike(at)) return true
  return false
}

/** The text of a module whose functions read globals, and functions of these, from constants of the module. */
export function withGlobalsTaken(text: string): string {
  const source = parse(text)
  const own = declaredIn(source)
  const isGlobal = (node: ts.Node): node is ts.Identifier =>
    isUse(node) && node.text in globalThis && node.text !== 'undefined' && !own.has(node.text)
  const constants = new Map<string, string>()
  const constantFor = (name: string, path: string): string => {
    constants.set(name, path)
    return name
  }
  const edits = editsOf(source, node => {
    if (!isInFunction(node)) return undefined
    if (ts.isPropertyAccessExpression(node) && isGlobal(node.expression)) {
      const [of, name] = [node.expression.text, node.name.text]
      const value = (globalThis as unknown as Record<string, Record<string, unknown>>)[of]![name]
      if (typeof value === 'function') return constantFor(`${of}_${name}`, `${of}?.${name}`)
    }
    return isGlobal(node) ? constantFor(`Native${node.text}`, node.text) : undefined
  })
  const lines = [...constants].map(([name, path]) => `const ${name} = /* @__PURE__ */ taken(() => globalThis.${path});`)
  // In the first line, so that source maps stay right.
  return `const taken = read => read(); ${lines.join(' ')} ${edited(text, edits)}`
}

const DECODER = `import { LateDecoder as TextDecoder } from ${JSON.stringify(`${root}src/basics/late-decoder.ts`)}; `

export const takeGlobals: Plugin = {
  name: 'take-globals',
  setup({ onLoad }) {
    onLoad({ filter: PACKAGES }, ({ path }) => ({
      contents: withGlobalsTaken(LOADER.test(path) ? DECODER + readFileSync(path, 'utf8') : readFileSync(path, 'utf8')),
      loader: 'js',
    }))
  },
}
