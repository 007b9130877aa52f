/** When, where and with what a run was made: nothing that tells whose machine it is. */
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { join } from 'node:path'
import { ROOT } from '../grid/contestants.js'

export interface Stamp {
  tophash: string
  commit?: string
  node: string
  cpu: string
  cores: number
  memoryGiB: number
  date: string
  command: string
}

const commit = () => {
  try {
    const args = ['rev-parse', '--short', 'HEAD']
    const text = execFileSync('git', args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'ignore'] }).toString()
    return { commit: text.trim() }
  } catch {
    return {}
  }
}

export const stampOf = (command: string): Stamp => ({
  tophash: JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).version,
  ...commit(),
  node: process.version,
  cpu: cpus()[0]?.model.trim() ?? 'unknown',
  cores: cpus().length,
  memoryGiB: Math.round(totalmem() / 2 ** 30),
  date: new Date().toISOString().slice(0, 10),
  command,
})
