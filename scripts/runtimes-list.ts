// The runtimes that the package promises to run in, and how each is told to run a program.

import { spawn, spawnSync } from 'node:child_process'
import { readdirSync, writeFileSync } from 'node:fs'
import { get } from 'node:http'
import { join } from 'node:path'
import { type BrowserKind, CHROMIUM, FIREFOX, isInstalled, open, valueFrom } from '../test/package/browsers.js'
import { environment, type Project } from '../test/package/fixture.js'
import type { Entry } from '../test/package/runtimes/bundle.js'
import type { Outcome } from '../test/package/runtimes/run.js'
import { page, serve } from '../test/package/server.js'

const TIMEOUT = 1_200_000

/** The installed package in a project, and what its entry points are where Node does not find them. */
const dist = 'node_modules/tophash/dist'
const ENTRY_POINTS = {
  tophash: `/${dist}/index.js`,
  'tophash/swiss': `/${dist}/swiss.js`,
  'tophash/shared': `/${dist}/shared.js`,
  'tophash/reference': `/${dist}/reference/index.js`,
}

export interface Runtime {
  name: string
  /** What it is given of the tests. */
  entry: Entry
  /** Test files that need what it does not have. */
  lacks?: readonly string[]
  /** Why it cannot be had here. */
  missing(): Promise<string | undefined>
  version(): Promise<string>
  /** Runs the tests that are bundled in a folder of the project. */
  run(project: Project, folder: string): Promise<Outcome>
}

function execute(command: string[], cwd = '/'): { status: number | null; output: string; error: string } {
  const [program, ...args] = command
  const options = { cwd, env: environment, encoding: 'utf8' as const, timeout: TIMEOUT, maxBuffer: 2 ** 28 }
  const { status, stdout, stderr, error } = spawnSync(program!, args, options)
  return { status, output: (stdout ?? '').trim(), error: error?.message ?? stderr }
}

/** A runtime that runs a file from a shell. */
function onCommand(name: string, command: string[], flags: string[], lacks: readonly string[] = []): Runtime {
  const asked = () => execute([...command, '--version'])
  return {
    name,
    entry: 'cli',
    lacks,
    async missing() {
      const { status, error } = asked()
      return status === 0 ? undefined : `${command.join(' ')}: ${error.trim().split('\n').at(-1)}`
    },
    async version() {
      const version = asked().output.split('\n')[0]!
      return version.startsWith('v') ? `Node ${version}` : version.replace(/^\d/, digit => `${name} ${digit}`)
    },
    async run({ directory }, folder) {
      const { status, output, error } = execute([...command, ...flags, `${folder}/cli.js`], directory)
      try {
        return JSON.parse(output.split('\n').at(-1)!)
      } catch {
        throw new Error(
          `${name} ended with ${status} and without an outcome: ${output.slice(-2000)} ${error.slice(-4000)}`,
        )
      }
    },
  }
}

function ofPackage(...packages: string[]): string[] {
  return ['npx', '--yes', ...packages.flatMap(name => ['-p', name])]
}

const node = (version: string) =>
  onCommand(`node${version}`, [...ofPackage(`node@${version}`), 'node'], ['--expose-gc'])

function inBrowser(kind: BrowserKind, name: string, lacks: readonly string[] = []): Runtime {
  let version = name
  return {
    name,
    entry: 'run',
    lacks,
    async missing() {
      return isInstalled(kind) ? undefined : `there is no ${kind.path}`
    },
    async version() {
      return version
    },
    async run({ directory }, folder) {
      const html = page(`return (await import('/${folder}/run.js')).run('', line => console.log(line))`, ENTRY_POINTS)
      const site = await serve(directory, { '/': { html, isolated: true } })
      const browser = await open(kind)
      try {
        version = await browser.version()
        const tell = process.env.TELL ? console.log : () => {}
        return await valueFrom(browser, site.origin, { timeout: TIMEOUT, tell })
      } finally {
        await browser.close()
        site.close()
      }
    },
  }
}

/** The modules of a worker: the tests, and the package as it is installed, under the names by which they import it. */
function workerModules(project: Project, folder: string): string {
  const scripts = readdirSync(join(project.directory, dist), { recursive: true, encoding: 'utf8' })
  const named = scripts.filter(file => /^(?!node\/).*\.js$/.test(file)).map(file => `${dist}/${file}`)
  const modules = [
    `(name = "worker.js", esModule = embed "${folder}/worker.js")`,
    `(name = "tophash/wasm", wasm = embed "${dist}/tophash-simd.wasm")`,
    ...Object.entries(ENTRY_POINTS).map(([name, file]) => `(name = "${name}", esModule = "export * from '${file}'")`),
    ...named.map(file => `(name = "${file}", esModule = embed "${file}")`),
  ]
  return modules.join(',\n')
}

function answerOf(url: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const request = get(url, response => {
      let text = ''
      response.on('data', chunk => (text += chunk))
      response.on('end', () => (response.statusCode === 200 ? resolve(text) : reject(new Error(text))))
    })
    request.on('error', reject)
  })
}

/** The runtime of Cloudflare's workers. */
function inWorkerd(): Runtime {
  const command = [...ofPackage('workerd'), 'workerd']
  const shell = onCommand('workerd', command, [])
  return {
    ...shell,
    entry: 'worker',
    lacks: COLLECTS,
    async run(project, folder) {
      const config = join(project.directory, `${folder}.capnp`)
      writeFileSync(
        config,
        `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [(name = "tests", worker = .tests)],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "tests")],
);
const tests :Workerd.Worker = (compatibilityDate = "2024-01-01", modules = [${workerModules(project, folder)}]);`,
      )
      const [program, ...args] = [...command, 'serve', config, '--control-fd=1']
      const child = spawn(program!, args, { cwd: project.directory, env: environment, detached: true })
      try {
        const port = await new Promise<number>((resolve, reject) => {
          let said = ''
          const listen = (chunk: Buffer) => {
            said += chunk
            const listening = /"event":"listen","socket":"http","port":(\d+)/.exec(said)
            if (listening) resolve(Number(listening[1]))
          }
          child.stdout.on('data', listen)
          child.stderr.on('data', listen)
          child.on('exit', status => reject(new Error(`workerd ended with ${status}: ${said.slice(-4000)}`)))
        })
        return JSON.parse(await answerOf(`http://127.0.0.1:${port}/`))
      } finally {
        process.kill(-child.pid!)
      }
    },
  }
}

/** A collector of garbage that answers at once is V8's. */
const COLLECTS = ['contract/references.test.ts']

export const RUNTIMES: readonly Runtime[] = [
  onCommand('node', [process.execPath], ['--expose-gc']),
  node('20'),
  node('22'),
  node('24'),
  node('latest'),
  onCommand('bun', [...ofPackage('bun'), 'bun'], [], COLLECTS),
  onCommand('deno', [...ofPackage('deno'), 'deno'], ['run', '--allow-all', '--v8-flags=--expose-gc']),
  inWorkerd(),
  inBrowser(CHROMIUM, 'chromium'),
  inBrowser(FIREFOX, 'firefox', COLLECTS),
]
