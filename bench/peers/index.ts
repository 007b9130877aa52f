/** `npm run bench:peers`: installs the peers beside this file, as far as they can be, and measures their rows of the grid. */
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../common/root.js'

const HERE = join(ROOT, 'bench/peers')

/** The native peer is built from source, with whatever compiler there is; without one it is skipped later. */
const install = () => {
  const options = { cwd: HERE, stdio: 'inherit' } as const
  spawnSync('npm', ['install', '--no-audit', '--no-fund', '--no-package-lock', '--ignore-scripts'], options)
  spawnSync('npm', ['rebuild', 'megahash'], { ...options, stdio: 'ignore' })
}

const args = process.argv.slice(2)
if (!existsSync(join(HERE, 'node_modules')) || args.includes('--install')) install()
const rest = args.filter(arg => arg !== '--install')
try {
  const command = ['--import', 'tsx', 'bench/grid/index.ts', '--peers', ...rest]
  execFileSync(process.execPath, command, { cwd: ROOT, stdio: 'inherit' })
} catch (error) {
  process.exitCode = (error as { status?: number }).status ?? 1
}
