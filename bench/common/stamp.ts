/** When, where and with what a run was made: nothing that tells whose machine it is. */
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { cpuName, memoryGiB } from './machine.js'
import { ROOT } from './root.js'

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

export const version = (): string => JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).version

export const today = () => new Date().toISOString().slice(0, 10)

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
  tophash: version(),
  ...commit(),
  node: process.version,
  cpu: cpuName(),
  cores: cpus().length,
  memoryGiB: memoryGiB(),
  date: today(),
  command,
})

export const versionIn = ({ tophash, commit }: Stamp) => (commit ? `${tophash} (${commit})` : tophash)

export const machineIn = ({ cpu, cores, memoryGiB }: Stamp) => `${cpu}, ${cores} cores, ${memoryGiB} GiB`

/** Where a run was made, in one line. */
export const describe = (stamp: Stamp) =>
  `tophash ${versionIn(stamp)}, Node ${stamp.node}, ${machineIn(stamp)}, ${stamp.date}, \`${stamp.command}\``
