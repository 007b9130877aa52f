// The package as a user gets it: packed, and installed from the tarball into a project of its own, without a network.

import { execFileSync, type SpawnSyncReturns, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../..', import.meta.url))

/** The environment of a shell, not that of a test run. */
export const environment = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !/^(VITEST|TEST|BACKEND|WASM_FILE|NODE_OPTIONS|npm_)/i.test(name)),
)

/** Milliseconds for packing, installing, and starting a browser, on a busy machine. */
export const SETUP_TIMEOUT = 240_000

export interface Project {
  directory: string
  tarball: string
  installed: string
  remove(): void
}

function npm(cwd: string, ...args: string[]): string {
  return execFileSync('npm', args, { cwd, env: environment, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
}

/** Packs, installs. */
export function install(): Project {
  const directory = mkdtempSync(join(tmpdir(), 'tophash-package-'))
  npm(root, 'pack', '--ignore-scripts', '--pack-destination', directory)
  const tarball = readdirSync(directory).find(name => name.endsWith('.tgz'))!
  const project = join(directory, 'project')
  mkdirSync(project)
  writeFileSync(join(project, 'package.json'), JSON.stringify({ name: 'user', private: true, type: 'module' }))
  npm(project, 'install', '--offline', '--no-audit', '--no-fund', `../${tarball}`)
  return {
    directory: project,
    tarball: join(directory, tarball),
    installed: join(project, 'node_modules', 'tophash'),
    remove: () => rmSync(directory, { recursive: true, force: true }),
  }
}

function node(project: Project, ...args: string[]): SpawnSyncReturns<string> {
  return spawnSync(process.execPath, args, { cwd: project.directory, env: environment, encoding: 'utf8' })
}

/** Runs a file in the project. Returns what it prints, and on stderr. */
export function runFile(project: Project, file: string, ...args: string[]): { output: string; error: string } {
  const { stdout, stderr } = node(project, file, ...args)
  return { output: stdout.trim(), error: stderr }
}

/** Runs a program in the project. Returns what it prints, and on stderr. */
export function runIn(project: Project, program: string, ...flags: string[]): { output: string; error: string } {
  const file = join(project.directory, `program-${Math.random().toString(36).slice(2)}.js`)
  writeFileSync(file, program)
  const { stdout, stderr } = node(project, ...flags, file)
  return { output: stdout.trim(), error: stderr }
}

/** Runs a program in CommonJS in the project. Returns what it prints, and on stderr. */
export function runCommon(project: Project, program: string): { output: string; error: string } {
  const file = join(project.directory, `program-${Math.random().toString(36).slice(2)}.cjs`)
  writeFileSync(file, program)
  return runFile(project, file)
}

/** Runs a tool of this repository in the project. */
export function toolIn(project: Project, script: string, ...args: string[]): { status: number | null; output: string } {
  const { status, stdout, stderr } = node(project, join(root, 'node_modules', script), ...args)
  return { status, output: stdout + stderr }
}
