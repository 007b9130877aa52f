/** What a reader needs to judge the numbers, and nothing that tells whose machine it is. */
import { cpus, totalmem } from 'node:os'

export interface Machine {
  cpu: string
  cores: number
  memory: string
  node: string
  system: string
}

export const cpuName = () => cpus()[0]?.model.trim() || 'unknown CPU'

export const memoryGiB = () => Math.round(totalmem() / 2 ** 30)

export const thisMachine = (): Machine => ({
  cpu: cpuName(),
  cores: cpus().length,
  memory: `${memoryGiB()} GiB`,
  node: process.version,
  system: `${process.platform} ${process.arch}`,
})
