/** Asks worker processes, one job each. */

import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ROOT } from '../../bench/common/root.js'
import type { Job, Report } from './worker.js'

const LOOK_EVERY_MS = 5000
/**
 * Looks: ten minutes. No stream takes that long, made small or not, and a worker that has told nothing meanwhile hangs. A
 * clock would count the time, too, in which the processes were stopped or the machine slept.
 */
const PATIENCE = 120

/** The command for a version of Node, a path to one, or the present one. */
const commandOf = (node: string | undefined): [string, ...string[]] => {
  if (node === undefined) return [process.execPath]
  return /^[\d.]+$/.test(node) ? ['npx', '--yes', '-p', `node@${node}`, 'node'] : [node]
}

/** What became of a worker: its report, or why there is none and at which stream that was. */
export type Answer = { report: Report } | { crash: string; index: number; seed: number }

export const ask = (node: string | undefined, job: Job): Promise<Answer> => {
  const directory = mkdtempSync(join(tmpdir(), 'tophash-fuzz-'))
  const noteFile = join(directory, 'note')
  writeFileSync(noteFile, '')
  const [command, ...before] = commandOf(node)
  const args = [...before, '--expose-gc', '--import', 'tsx', 'test/fuzz/worker.ts', JSON.stringify(job)]
  return new Promise(resolve => {
    const env = { ...process.env, BACKEND: job.backend.replace('-tight', ''), FUZZ_NOTE: noteFile }
    const child = spawn(command, args, { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'pipe'], detached: true })
    let out = ''
    let problem = ''
    child.stdout!.on('data', chunk => {
      out += chunk
    })
    child.stderr!.on('data', chunk => {
      problem = (problem + chunk).slice(-20_000)
    })
    let seen = ''
    let silent = 0
    const watch = setInterval(() => {
      const now = readFileSync(noteFile, 'utf8')
      silent = now === seen ? silent + 1 : 0
      seen = now
      if (silent < PATIENCE) return
      problem += '\nError: it hangs'
      // npx starts a process of its own.
      process.kill(-child.pid!, 'SIGKILL')
    }, LOOK_EVERY_MS)
    const end = (how: string) => {
      clearInterval(watch)
      const [place, ...more] = readFileSync(noteFile, 'utf8').split('\n')
      const [index, seed] = place!.split(' ').map(Number)
      rmSync(directory, { recursive: true })
      try {
        resolve({ report: JSON.parse(out) })
      } catch {
        resolve({ crash: [how, problem, ...more].join('\n'), index: index ?? job.from, seed: seed ?? 0 })
      }
    }
    child.on('error', error => end(`cannot start Node: ${error.message}`))
    child.on('close', (code, signal) => end(`the worker ended with ${signal ?? code}`))
  })
}
