// Programs of their own processes: what they break stays there.

import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

export interface Answer {
  /** What is not as it should be. */
  wrong: string[]
  /** How much was called, or stopped. */
  calls: number
  done?: number
}

const folder = mkdtempSync(join(tmpdir(), 'tophash-stops-'))

/** Bundles the programs. */
export async function bundle(): Promise<void> {
  const entry = (name: string) => fileURLToPath(new URL(`children/${name}.ts`, import.meta.url))
  await build({
    entryPoints: ['dive', 'limit', 'start'].map(entry),
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
  })
}

export function discard(): void {
  rmSync(folder, { recursive: true, force: true })
}

/** Runs a program that writes an answer. One that crashes, aborts or does not end has answered with that. */
export function run(program: string, args: string[], flags: string[] = []): Promise<Answer> {
  const all = [...flags, join(folder, `${program}.mjs`), ...args]
  return new Promise(resolve => {
    execFile(process.execPath, all, { timeout: 120_000, maxBuffer: 2 ** 24 }, (error, stdout, stderr) => {
      const line = stdout.trim().split('\n').at(-1)!
      if (line.startsWith('{')) resolve(JSON.parse(line))
      else resolve({ wrong: [`it ended with ${error?.signal ?? error?.code}: ${stderr.slice(-300)}`], calls: 0 })
    })
  })
}
