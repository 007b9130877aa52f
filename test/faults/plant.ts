// A copy of the tree with one fault in it, built, and a run of the tests that have to notice.

import { execFile } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Fault } from './faults.js'

const root = fileURLToPath(new URL('../..', import.meta.url))
const SOURCES = [
  'assembly',
  'src',
  'scripts',
  'test',
  'asconfig.json',
  'package.json',
  'tsconfig.json',
  'vitest.config.ts',
]
/** The builds that each project needs of a changed assembly. */
const TARGETS = {
  simd: ['release'],
  swar: ['release-swar'],
  checked: ['checked'],
  once: ['release', 'checked'],
  twin: [],
  stops: ['release', 'checked'],
} as const

export interface Outcome {
  passed: boolean
  output: string
}

function execute(cwd: string, script: string, args: string[]): Promise<Outcome> {
  // A child of a test run must not take itself for a part of it.
  const own = Object.entries(process.env).filter(([name]) => !/^(VITEST|TEST|BACKEND|WASM_FILE)/.test(name))
  const env = { ...Object.fromEntries(own), FC_QUICK: '1' }
  return new Promise(resolve => {
    const options = { cwd, env, maxBuffer: 2 ** 26 }
    execFile(process.execPath, [join(root, 'node_modules', script), ...args], options, (error, stdout, stderr) => {
      resolve({ passed: error === null, output: stdout + stderr })
    })
  })
}

/** Two at a time: the others wait. */
const AT_ONCE = 2
let running = 0
const waiting: (() => void)[] = []

async function inTurn<T>(run: () => Promise<T>): Promise<T> {
  if (running === AT_ONCE) await new Promise<void>(resolve => waiting.push(resolve))
  else running++
  try {
    return await run()
  } finally {
    const next = waiting.shift()
    if (next) next()
    else running--
  }
}

/** Copies the tree, with the builds of the faultless source. */
function copyTree(): string {
  const directory = mkdtempSync(join(tmpdir(), 'tophash-fault-'))
  for (const name of [...SOURCES, 'build']) cpSync(join(root, name), join(directory, name), { recursive: true })
  symlinkSync(join(root, 'node_modules'), join(directory, 'node_modules'))
  return directory
}

/** The one replacement of a fault. */
export function mutate(fault: Fault, directory = root): string {
  const source = readFileSync(join(directory, fault.file), 'utf8')
  const parts = source.split(fault.find)
  if (parts.length !== 2) throw new Error(`"${fault.find}" is ${parts.length - 1} times in ${fault.file}`)
  return parts.join(fault.replace)
}

function vitest(directory: string, project: string, tests: string[]): Promise<Outcome> {
  const args = ['run', '--project', project, '--maxWorkers', '1', '--bail', '1', '--no-color', ...tests]
  return execute(directory, 'vitest/vitest.mjs', args)
}

/** Runs tests in a tree with a fault. A fault that does not even build is an error, not a success. */
export function runWith(fault: Fault): Promise<Outcome> {
  return inTurn(() => plant(fault))
}

async function plant(fault: Fault): Promise<Outcome> {
  const directory = copyTree()
  try {
    writeFileSync(join(directory, fault.file), mutate(fault, directory))
    if (fault.file.startsWith('assembly/')) {
      for (const target of TARGETS[fault.project]) {
        const built = await execute(directory, 'assemblyscript/bin/asc.js', [
          '--config',
          'asconfig.json',
          '--target',
          target,
          // Unoptimised: five times faster to build. Where stops hit depends on what is inlined.
          ...(fault.project === 'stops' ? [] : ['--optimizeLevel', '0']),
        ])
        if (!built.passed) throw new Error(`the fault does not build: ${built.output}`)
      }
    }
    return await vitest(directory, fault.project, fault.tests)
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
}

/** Runs tests in a copy of the tree without a fault. */
export function runControl(project: Fault['project'], tests: string[]): Promise<Outcome> {
  return inTurn(() => control(project, tests))
}

async function control(project: Fault['project'], tests: string[]): Promise<Outcome> {
  const directory = copyTree()
  try {
    return await vitest(directory, project, tests)
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
}
