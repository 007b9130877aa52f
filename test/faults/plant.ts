// Copies of the tree, one fault at a time in each, built, and a run of the tests that have to notice.

import { execFile } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import asc from 'assemblyscript/asc'
import type { Fault } from './faults.js'

const root = fileURLToPath(new URL('../..', import.meta.url))
const SOURCES = [
  'assembly',
  'src',
  'scripts',
  'test',
  'asconfig.json',
  'asconfig.shared.json',
  'package.json',
  'tsconfig.json',
  'vitest.config.ts',
]
/** The builds that each project needs of a changed assembly. */
const TARGETS = {
  simd: ['release'],
  swar: ['release-swar'],
  checked: ['checked'],
  once: ['release', 'checked', 'shared'],
  twin: [],
  stops: ['release', 'checked'],
  swiss: ['release-swiss'],
  'swiss-swar': ['release-swiss-swar'],
  'swiss-checked': ['checked-swiss'],
  'memory-swiss': ['release-swiss', 'checked-swiss'],
} as const

export interface Outcome {
  passed: boolean
  output: string
}

/** Milliseconds after which a run with a fault, which takes seconds, is stopped: it does not fail, it hangs. */
const STUCK = 600_000

function vitest(cwd: string, project: Fault['project'], tests: string[], only?: string): Promise<Outcome> {
  const script = join(root, 'node_modules/vitest/vitest.mjs')
  const named = only === undefined ? [] : ['-t', only]
  const cache = ['--experimental.fsModuleCache', `--experimental.fsModuleCachePath=${join(cwd, 'build/modules')}`]
  const options = ['--project', project, '--maxWorkers', '1', '--bail', '1', '--no-color', ...cache, ...named]
  // A child of a test run must not take itself for a part of it.
  const own = Object.entries(process.env).filter(([name]) => !/^(VITEST|TEST|BACKEND|WASM_FILE)/.test(name))
  // With one seed, chance does not decide what is caught.
  const env = { ...Object.fromEntries(own), FC_QUICK: '1', FC_SEED: '1' }
  return new Promise(resolve => {
    execFile(
      process.execPath,
      [script, 'run', ...options, ...tests],
      { cwd, env, maxBuffer: 2 ** 26, timeout: STUCK },
      (error, stdout, stderr) => {
        resolve({ passed: error === null, output: stdout + stderr })
      },
    )
  })
}

/** Two at a time: the others wait. */
const AT_ONCE = 2
let running = 0
const waiting: (() => void)[] = []
/** Those that nobody uses now. A tree is used again and again, since the tests' modules, once transformed, stay with it. */
const trees: string[] = []

/** Once is enough to find what is wrong. */
function withoutConverging(directory: string): void {
  for (const name of ['asconfig.json', 'asconfig.shared.json']) {
    const file = join(directory, name)
    writeFileSync(file, readFileSync(file, 'utf8').replaceAll(/\n *"converge": true,/g, ''))
  }
}

/** Copies the tree. */
function copyTree(): string {
  const directory = mkdtempSync(join(tmpdir(), 'tophash-fault-'))
  process.once('exit', () => rmSync(directory, { recursive: true, force: true }))
  for (const name of SOURCES) cpSync(join(root, name), join(directory, name), { recursive: true })
  mkdirSync(join(directory, 'build'))
  withoutConverging(directory)
  symlinkSync(join(root, 'node_modules'), join(directory, 'node_modules'))
  return directory
}

/** Gives a tree the builds of the faultless source. */
function copyBuilds(directory: string): void {
  for (const name of readdirSync(join(root, 'build'))) {
    if (name.startsWith('tophash-')) cpSync(join(root, 'build', name), join(directory, 'build', name))
  }
}

/** Runs something in a tree that nobody else uses meanwhile, with a file of it changed if a fault is given. */
async function inTree<T>(fault: Fault | undefined, run: (directory: string) => Promise<T>): Promise<T> {
  if (running === AT_ONCE) await new Promise<void>(resolve => waiting.push(resolve))
  else running++
  const directory = trees.pop() ?? copyTree()
  try {
    copyBuilds(directory)
    if (fault) writeFileSync(join(directory, fault.file), mutate(fault, directory))
    return await run(directory)
  } finally {
    if (fault) cpSync(join(root, fault.file), join(directory, fault.file))
    trees.push(directory)
    const next = waiting.shift()
    if (next) next()
    else running--
  }
}

/** The one replacement of a fault. */
export function mutate(fault: Fault, directory = root): string {
  const source = readFileSync(join(directory, fault.file), 'utf8')
  const parts = source.split(fault.find)
  if (parts.length !== 2) throw new Error(`"${fault.find}" is ${parts.length - 1} times in ${fault.file}`)
  return parts.join(fault.replace)
}

/** One compiler, here: once warm, it takes a quarter of the time that a process of its own takes. */
let compiler = Promise.resolve()

/** Compiles what the tests of a project run on. A source that does not build is an error. */
function compile(directory: string, project: Fault['project']): Promise<void> {
  const compiled = compiler.then(async () => {
    for (const target of TARGETS[project]) await compileTarget(directory, target, project === 'stops')
  })
  compiler = compiled.catch(() => {})
  return compiled
}

async function compileTarget(directory: string, target: string, isStopped: boolean): Promise<void> {
  // Unoptimised: many times faster to build. Where stops hit depends on what is inlined, and on nothing that comes later.
  const isInlined = isStopped && target.startsWith('release')
  const options = isInlined ? ['--optimizeLevel', '2'] : ['--optimizeLevel', '0', '--textFile', '']
  const [config, name] = target === 'shared' ? ['asconfig.shared.json', 'release'] : ['asconfig.json', target]
  const arguments_ = ['--baseDir', directory, '--config', config, '--target', name, ...options]
  const { error, stderr } = await asc.main(arguments_)
  if (error) throw new Error(`a fault that does not build: ${stderr.toString()}`)
}

/** Runs tests in a tree with a fault. A fault that does not even build is an error, not a success. */
export function runWith(fault: Fault): Promise<Outcome> {
  return inTree(fault, async directory => {
    if (fault.file.startsWith('assembly/')) await compile(directory, fault.project)
    return vitest(directory, fault.project, fault.tests)
  })
}

/** The projects run all tests of each file: these show that all files are found, and that what is compiled as here passes. */
const SOME = 'nt32|Bytes of 5'

/** Runs tests in a tree without a fault, compiled as one with a fault. */
export function runControl(project: Fault['project'], tests: string[]): Promise<Outcome> {
  return inTree(undefined, async directory => {
    await compile(directory, project)
    return vitest(directory, project, tests, SOME)
  })
}
