/** Asks processes: each gets one job and gives one answer. */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { ROOT } from './root.js'

/** Room for 10 M BigInts beside the map, which the default limit of Node 20 does not have. */
const FLAGS = ['--expose-gc', '--max-old-space-size=8192', '--import', 'tsx']

/** No row takes as long as this; a hung worker must not hang the night. */
const PATIENCE_MS = 15 * 60_000

/** Starts a script that takes a job as its argument and prints its answer. */
export const askScript = <A>(node: string, script: string, job: object) =>
  new Promise<A>((resolve, reject) => {
    const args = [...FLAGS, join(ROOT, script), JSON.stringify(job)]
    const child = spawn(node, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] })
    const timer = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS)
    let out = ''
    let problem = ''
    child.stdout.on('data', chunk => {
      out += chunk
    })
    child.stderr.on('data', chunk => {
      problem += chunk
    })
    child.on('error', error => {
      clearTimeout(timer)
      reject(new Error(`cannot start Node: ${(error as NodeJS.ErrnoException).code}`))
    })
    child.on('close', (code, signal) => {
      clearTimeout(timer)
      if (code === 0) resolve(JSON.parse(out))
      else reject(new Error(reasonOf(problem) ?? `the worker ended with ${signal ?? code}`))
    })
  })

/** Of a crash report of many lines, the one that says what happened, without paths of this machine. */
const reasonOf = (problem: string) => {
  const lines = problem.split('\n').filter(line => line.trim() !== '')
  return (lines.find(line => /Error|FATAL/.test(line)) ?? lines[0])?.replaceAll(ROOT, '.')
}
