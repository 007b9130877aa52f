import { closeSync, openSync, readdirSync, type Stats, statSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { fileProblem, UserError } from '../common/errors.js'

/** Files to count, and a sentence that says what they are. */
export interface Corpus {
  files: string[]
  bytes: number
  origin: string
}

const NODE_MODULES = fileURLToPath(new URL('../../node_modules/', import.meta.url))

// `npm ci` installs these on every platform: the same text, whatever the machine.
const PACKAGES = ['@types/node', 'assemblyscript', 'chart.js', 'fast-check', 'typescript', 'vite', 'vitest']

const TEXT = /\.([cm]?[jt]s|json|md)$/
const ENOUGH_BYTES = 20 << 20

// Few packages would fill the corpus with their bundles alone; small files are more varied text.
const LARGE_FILE = 2 << 20

// A count is an int32: more shingles than that could overflow it.
const MOST_BYTES = 2 ** 31 - 1

interface Found {
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

const sum = (files: Found[]) => files.reduce((total, file) => total + file.bytes, 0)

function corpusOf(files: Found[], origin: string): Corpus {
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

function readable(path: string): Found {
  let stats: Stats
  try {
    stats = statSync(path)
    // Opening tells what permission bits alone do not.
    if (stats.isFile()) closeSync(openSync(path, 'r'))
  } catch (error) {
    throw new UserError(`cannot read ${path}: ${fileProblem(error)}`)
  }
  if (stats.isDirectory()) throw new UserError(`cannot read ${path}: is a directory`)
  if (!stats.isFile()) throw new UserError(`cannot read ${path}: not a regular file`)
  return { path, bytes: stats.size }
}

/** The user's own files. Throws a UserError at the first one that cannot be read. */
export function userText(paths: string[]): Corpus {
  const files = paths.map(readable)
  if (sum(files) > MOST_BYTES) throw new UserError('more than 2 GiB of input: give fewer or smaller files')
  return corpusOf(files, files.length === 1 ? '1 file of yours' : `${files.length} files of yours`)
}
