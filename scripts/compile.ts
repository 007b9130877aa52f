// Compiles assembly/, each target only if it must be: if anything that goes into it, or a file that came out of it, is not
// as it was when it was compiled. A record in build/ has the hashes of both. Each entry of it is a fact, which stays one
// whatever happens to the tree: these inputs gave these outputs.

import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join, parse, relative } from 'node:path'
import { promisify } from 'node:util'

const RECORD = 'build/compiled.json'

export interface Target {
  /** The file that has it. */
  config: string
  name: string
  /** What is passed to the compiler besides. */
  options?: string[]
}

export interface Compiler {
  /** What it is, down to the version: another one may give other binaries. */
  version: string
  /** Runs it with these arguments, in the folder of the tree. */
  run(folder: string, args: string[]): Promise<void>
}

interface Entry {
  inputs: string
  /** The hash of each output, by the name of its file. */
  outputs: Record<string, string>
}

/** A file that is read by the compiler. */
interface Source {
  path: string
  hash: string
  /** When it was last written. */
  written: number
}

const hashOf = (data: string | Buffer) => createHash('sha256').update(data).digest('hex')
const hashOfFile = (file: string) => hashOf(readFileSync(file))

function sourcesOf(folder: string): Source[] {
  const configs = readdirSync(folder).filter(name => /^asconfig.*\.json$/.test(name))
  const files = readdirSync(join(folder, 'assembly'), { recursive: true, withFileTypes: true })
    .filter(entry => !entry.isDirectory())
    .map(entry => join(entry.parentPath, entry.name))
  return [...configs.map(name => join(folder, name)), ...files]
    .sort()
    .map(file => ({ path: relative(folder, file), hash: hashOfFile(file), written: statSync(file).mtimeMs }))
}

const argumentsOf = ({ config, name, options = [] }: Target) => ['--config', config, '--target', name, ...options]

/** The files that the configuration names. The compiler ignores unknown targets in silence. */
function namedOutputs(folder: string, { config, name }: Target): string[] {
  const target = JSON.parse(readFileSync(join(folder, config), 'utf8')).targets[name]
  if (typeof target?.outFile !== 'string') throw new Error(`compile: ${config} has no outFile of a target ${name}`)
  return [target.outFile, ...(target.textFile ? [target.textFile] : [])]
}

/** What came out, bindings and all: the hashes of the files that are named as the binary is but for what follows a dot. */
function outputsOf(folder: string, outFile: string): Record<string, string> {
  const directory = join(folder, dirname(outFile))
  if (!existsSync(directory)) return {}
  const names = readdirSync(directory).filter(name => name.startsWith(`${parse(outFile).name}.`))
  return Object.fromEntries(names.sort().map(name => [name, hashOfFile(join(directory, name))]))
}

/** A record that cannot be read is none. */
function readRecord(folder: string): Record<string, Entry> {
  try {
    return { ...JSON.parse(readFileSync(join(folder, RECORD), 'utf8')) }
  } catch {
    return {}
  }
}

/** One build's view of a tree: what its sources are is what they are now. */
class Tree {
  readonly #folder: string
  readonly #compiler: Compiler
  readonly #sources: string
  readonly #hash: string
  readonly #record: Record<string, Entry>

  constructor(folder: string, compiler: Compiler) {
    const sources = sourcesOf(folder)
    this.#folder = folder
    this.#compiler = compiler
    this.#sources = JSON.stringify(sources)
    this.#hash = hashOf(JSON.stringify(sources.map(({ path, hash }) => [path, hash])))
    this.#record = readRecord(folder)
  }

  #entryOf(target: Target, outFile: string): Entry {
    const inputs = hashOf(JSON.stringify([this.#compiler.version, argumentsOf(target), this.#hash]))
    return { inputs, outputs: outputsOf(this.#folder, outFile) }
  }

  isCompiled(target: Target): boolean {
    const outFile = namedOutputs(this.#folder, target)[0]!
    return JSON.stringify(this.#record[outFile]) === JSON.stringify(this.#entryOf(target, outFile))
  }

  async compile(target: Target): Promise<void> {
    const named = namedOutputs(this.#folder, target)
    const outFile = named[0]!
    const directory = join(this.#folder, dirname(outFile))
    // If it fails, nobody takes what was there for what it would have made.
    for (const name of Object.keys(outputsOf(this.#folder, outFile))) rmSync(join(directory, name))
    await this.#compiler.run(this.#folder, argumentsOf(target))
    const entry = this.#entryOf(target, outFile)
    const missing = named.find(path => !(basename(path) in entry.outputs))
    if (missing !== undefined) throw new Error(`compile: ${target.name} did not write ${missing}`)
    // Of sources that were written meanwhile, if only with what they were, nobody knows what was read.
    if (JSON.stringify(sourcesOf(this.#folder)) !== this.#sources) return
    this.#record[outFile] = entry
    writeFileSync(join(this.#folder, RECORD), `${JSON.stringify(this.#record, undefined, 2)}\n`)
  }
}

/**
 * Compiles those targets of a tree that must be, so many at once: assembly/ and each asconfig of `folder` to build/.
 * If one fails, those that run are waited for, no other is begun, and the error is thrown.
 */
export async function compileAll(folder: string, targets: Target[], compiler: Compiler, atOnce: number): Promise<void> {
  const tree = new Tree(folder, compiler)
  const queue = targets.filter(target => !tree.isCompiled(target))
  const errors: unknown[] = []
  const work = async () => {
    while (queue.length > 0 && errors.length === 0) {
      await tree.compile(queue.shift()!).catch(error => errors.push(error))
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  if (errors.length > 0) throw errors[0]
}

const require = createRequire(import.meta.url)
const ascPackage = require.resolve('assemblyscript/package.json')
const binaryenPackage = createRequire(ascPackage).resolve('binaryen/package.json')

/** asc, in a process of its own for each target. */
export const asc: Compiler = {
  version: [ascPackage, binaryenPackage].map(file => `${require(file).name} ${require(file).version}`).join(', '),
  async run(folder, args) {
    const script = join(dirname(ascPackage), 'bin/asc.js')
    // With the flag that asc.js would else start one more process for.
    const command = ['--enable-source-maps', script, ...args]
    const { stdout, stderr } = await promisify(execFile)(process.execPath, command, { cwd: folder, maxBuffer: 2 ** 26 })
    process.stdout.write(stdout)
    process.stderr.write(stderr)
  },
}
