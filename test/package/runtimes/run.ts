// Runs test files that are bundled with it, and tells what came of them. Any runtime that has ESM can.

import './instance.js'
import { files } from 'virtual:files'
import { type File, startTests, type Task, type VitestRunner } from '@vitest/runner'
import { checkCount, startCounting } from './vitest.js'

export interface Failure {
  test: string
  message: string
}

export interface Outcome {
  files: number
  passed: number
  skipped: number
  failures: Failure[]
}

const runner: VitestRunner = {
  config: {
    root: '/',
    name: '',
    setupFiles: [],
    passWithNoTests: false,
    testNamePattern: undefined,
    allowOnly: false,
    sequence: { seed: 1, hooks: 'stack', setupFiles: 'list' },
    chaiConfig: undefined,
    maxConcurrency: 1,
    testTimeout: 120_000,
    hookTimeout: 120_000,
    retry: 0,
    includeTaskLocation: false,
    tags: [],
    tagsFilter: undefined,
    strictTags: false,
  },
  pool: 'none',
  importFile: path => files[path]!(),
  onBeforeTryTask: startCounting,
  onAfterTryTask: checkCount,
} as VitestRunner

function nameOf(task: Task): string {
  const { suite } = task
  return suite === undefined || suite.name === '' ? task.name : `${nameOf(suite)} > ${task.name}`
}

function messageOf(task: Task): string {
  const first = task.result?.errors?.[0]
  return first === undefined ? 'no reason given' : (first.stack ?? first.message)
}

function count(task: Task, file: string, into: Outcome): void {
  if (task.type === 'suite') for (const child of task.tasks) count(child, file, into)
  const state = task.result?.state ?? task.mode
  if (state === 'fail') {
    // A suite fails with its tests: of itself only if a hook or its file did.
    const own = task.type === 'test' || (task.result?.errors?.length ?? 0) > 0
    if (own) into.failures.push({ test: `${file} > ${nameOf(task)}`, message: messageOf(task) })
  } else if (task.type === 'test') into[state === 'pass' ? 'passed' : 'skipped']++
}

/** Runs all files, or those whose path contains `only`. */
export async function run(only = '', tell: (line: string) => void = () => {}): Promise<Outcome> {
  const paths = Object.keys(files).filter(path => path.includes(only))
  const outcome: Outcome = { files: 0, passed: 0, skipped: 0, failures: [] }
  for (const path of paths) {
    const results: File[] = await startTests([path], runner)
    for (const file of results) count(file, path, outcome)
    outcome.files += results.length
    tell(path)
  }
  return outcome
}
