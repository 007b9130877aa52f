import { cpus, totalmem } from 'node:os'

/** What a reader needs to judge the numbers, and nothing that tells whose machine it is. */
export interface Machine {
  cpu: string
  cores: number
  memory: string
  node: string
  system: string
}

export function thisMachine(): Machine {
  const processors = cpus()
  return {
    cpu: processors[0]?.model.trim() || 'unknown CPU',
    cores: processors.length,
    memory: `${Math.round(totalmem() / 2 ** 30)} GiB`,
    node: process.version,
    system: `${process.platform} ${process.arch}`,
  }
}
