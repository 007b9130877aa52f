/** Text that is there wherever the project is installed. */
import { readdirSync, statSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { fileProblem, UserError } from '../common/errors.js'
import { ROOT } from '../common/root.js'

/** Files to count, and a sentence that says what they are. */
export interface Corpus {
  files: string[]
  bytes: number
  origin: string
}

const NODE_MODULES = join(ROOT, 'node_modules')

// `npm ci` installs these on every platform: the same text, whatever the machine.
const PACKAGES = ['@types/node', 'assemblyscript', 'chart.js', 'fast-check', 'typescript', 'vite', 'vitest']

const TEXT = /\.([cm]?[jt]s|json|md)$/
const ENOUGH_BYTES = 20 << 20

// Few packages would fill the corpus with their bundles alone; small files are more varied text.
const LARGE_FILE = 2 << 20

export interface Found {
  path: string
  bytes: number
}

function textFilesOf(name: string): Found[] {
  const root = join(NODE_MODULES, name)
  const nested = `${sep}node_modules${sep}`
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && TEXT.test(entry.name))
    .map(entry => join(entry.parentPath, entry.name))
    .filter(path => !path.slice(root.length).includes(nested))
    .map(path => ({ path, bytes: statSync(path).size }))
}

function installedTextFiles(): Found[] {
  try {
    const found = PACKAGES.flatMap(textFilesOf)
    return found.sort((a, b) => (a.path < b.path ? -1 : 1))
  } catch (error) {
    throw new UserError(`cannot read the installed packages: ${fileProblem(error)} (run npm ci)`)
  }
}

export const sum = (files: Found[]) => files.reduce((total, file) => total + file.bytes, 0)

export function corpusOf(files: Found[], origin: string): Corpus {
  return { files: files.map(file => file.path), bytes: sum(files), origin }
}

/** At least 20 MiB of text out of the installed packages; the same files in the same order each time. */
export function installedText(): Corpus {
  const found = installedTextFiles()
  const chosen = found.filter(file => file.bytes <= LARGE_FILE)
  for (const file of found) {
    if (sum(chosen) >= ENOUGH_BYTES) break
    if (file.bytes > LARGE_FILE) chosen.push(file)
  }
  const packages = new Set(chosen.map(file => packageOf(file.path)))
  return corpusOf(chosen, `${chosen.length} text files of ${packages.size} packages (${[...packages].join(', ')})`)
}

function packageOf(path: string): string {
  const parts = relative(NODE_MODULES, path).split(sep)
  return parts[0]!.startsWith('@') ? `${parts[0]}/${parts[1]}` : parts[0]!
}
