// Each bundler as it comes, with no setting that is about this package. Builds the app of a directory into another.

import { copyFileSync } from 'node:fs'
import { join } from 'node:path'

export interface Bundler {
  name: string
  /** A statement by which a program gets `url`, where the bundler puts the file of `tophash/wasm`, if it can. */
  asset?: string
  /** Builds `app`, returns the warnings. */
  build(app: string, into: string): Promise<string[]>
}

/** A bundler without an idea of workers and pages gets two entries, and the page as it is. */
const ENTRIES = ['main.js', 'worker.js']

async function withVite(app: string, into: string): Promise<string[]> {
  const { build, createLogger } = await import('vite')
  const warnings: string[] = []
  const customLogger = createLogger('warn')
  customLogger.warn = message => warnings.push(message)
  await build({ root: app, base: './', configFile: false, customLogger, build: { outDir: into, emptyOutDir: true } })
  // It tells how long its own plugins took, if that was long.
  return warnings.filter(message => !message.includes('PLUGIN_TIMINGS'))
}

async function withWebpack(app: string, into: string): Promise<string[]> {
  const { webpack } = (await import('webpack')).default
  // What is larger than 244 KiB is said to be large, whatever it is.
  const compiler = webpack({
    mode: 'production',
    context: app,
    entry: './main.js',
    output: { path: into },
    performance: { hints: false },
  })!
  const stats = await new Promise<any>((resolve, reject) => {
    compiler.run((error, result) => (error ? reject(error) : resolve(result)))
  })
  await new Promise(resolve => compiler.close(resolve))
  const { errors, warnings } = stats.toJson({ all: false, errors: true, warnings: true })
  copyFileSync(join(app, 'index.html'), join(into, 'index.html'))
  return [...errors, ...warnings].map(({ message }: { message: string }) => message)
}

async function withRollup(app: string, into: string): Promise<string[]> {
  const { rollup } = await import('rollup')
  const { nodeResolve } = await import('@rollup/plugin-node-resolve')
  const warnings: string[] = []
  const bundle = await rollup({
    input: ENTRIES.map(name => join(app, name)),
    plugins: [nodeResolve({ browser: true })],
    onwarn: warning => warnings.push(warning.message),
  })
  await bundle.write({ dir: into, format: 'es' })
  await bundle.close()
  copyFileSync(join(app, 'index.html'), join(into, 'index.html'))
  return warnings
}

async function withEsbuild(app: string, into: string): Promise<string[]> {
  const { build } = await import('esbuild')
  const { warnings } = await build({
    absWorkingDir: app,
    entryPoints: ENTRIES,
    outdir: into,
    bundle: true,
    minify: true,
    format: 'esm',
    // Needed for the asset only, and then for the file of any package.
    loader: { '.wasm': 'file' },
    publicPath: '.',
    logLevel: 'silent',
  })
  copyFileSync(join(app, 'index.html'), join(into, 'index.html'))
  return warnings.map(({ text }) => text)
}

export const BUNDLERS: readonly Bundler[] = [
  { name: 'Vite', build: withVite, asset: "import url from 'tophash/wasm?url'" },
  { name: 'webpack', build: withWebpack, asset: "const url = new URL('tophash/wasm', import.meta.url)" },
  { name: 'Rollup', build: withRollup },
  { name: 'esbuild', build: withEsbuild, asset: "import url from 'tophash/wasm'" },
]
