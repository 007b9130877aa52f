// The declarations of the package: one text, as CommonJS, and modules in front of it, as the implementation for Node has
// them. TypeScript then sees one class, however it is imported.

import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { root, write } from './generated.js'

/** What imports a file of ours, up to the end of its name. */
const IMPORT = /((?:from |import\()['"])(\.[^'"]*)\.js(?=['"])/g

/** The declarations that public ones lead to, by their path without the end. Others would only show what is inside. */
function reached(entries: readonly string[]): Map<string, string> {
  const texts = new Map<string, string>()
  const reach = (name: string): void => {
    if (texts.has(name)) return
    const text = readFileSync(`${root}${name}.d.ts`, 'utf8')
    texts.set(name, text)
    for (const [, , path] of text.matchAll(IMPORT)) reach(join(dirname(name), path!))
  }
  for (const entry of entries) reach(entry)
  return texts
}

/** Turns what the compiler has declared in dist into what is shipped. `entries` are names of files there. */
export function shipDeclarations(entries: readonly string[]): void {
  const paths = entries.map(entry => `dist/${entry}`)
  const texts = reached(paths)
  for (const name of readdirSync(`${root}dist`, { recursive: true, encoding: 'utf8' })) {
    if (name.endsWith('.d.ts')) rmSync(join(root, 'dist', name))
  }
  for (const [name, text] of texts) write(`${name}.d.cts`, text.replace(IMPORT, '$1$2.cjs'))
  for (const path of paths) write(`${path}.d.ts`, `export * from './${basename(path)}.cjs'\n`)
}
