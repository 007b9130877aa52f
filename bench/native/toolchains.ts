/** Finds compilers and builds what they can. A missing one costs its rows, not the run. */
import { execFileSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { ROOT } from '../common/root.js'

export interface Program {
  /** In names of rows and in the results file. */
  name: string
  label: string
  /** What made it: the compiler's own words, and its options. */
  compiler: string
  flags: string
  file: string
}

interface Source {
  name: string
  label: string
  /** What a user of Debian would install. */
  provider: string
  compilers: string[]
  versionArgs: string[]
  args: (out: string) => string[]
  /** A C++ header that must be there. */
  header?: string
}

const SOURCES = 'bench/native'
const OUT = join(ROOT, 'build/native')

const rust: Source = {
  name: 'rust',
  label: 'Rust HashMap (SipHash)',
  provider: 'rustc',
  compilers: [process.env.RUSTC ?? 'rustc', join(homedir(), '.cargo/bin/rustc')],
  versionArgs: ['--version'],
  args: out => [
    '--edition',
    '2021',
    '-C',
    'opt-level=3',
    '-C',
    'codegen-units=1',
    '-o',
    out,
    `${SOURCES}/rust/main.rs`,
  ],
}

/** 1.19 first: from 1.24 on Go's map is another one. */
const go: Source = {
  name: 'go',
  label: 'Go map',
  provider: 'golang-1.19-go',
  compilers: [process.env.GO ?? '/usr/lib/go-1.19/bin/go', 'go'],
  versionArgs: ['version'],
  args: out => ['build', '-o', out, `${SOURCES}/go/main.go`],
}

const cpp = (
  name: string,
  label: string,
  table: string,
  header: string,
  provider: string,
  libraries: string[] = [],
) => ({
  name,
  label,
  provider,
  compilers: [process.env.CXX ?? 'g++', 'c++'],
  versionArgs: ['--version'],
  args: (out: string) => [
    '-std=c++17',
    '-O3',
    `-DTABLE=${table}`,
    `-DTABLE_HEADER=<${header}>`,
    '-o',
    out,
    `${SOURCES}/cpp/main.cpp`,
    ...libraries,
  ],
  header,
})

const ABSL_LIBRARIES = ['-labsl_raw_hash_set', '-labsl_hash', '-labsl_city', '-labsl_low_level_hash']

export const NATIVE: readonly Source[] = [
  rust,
  go,
  cpp(
    'boost',
    'boost::unordered_flat_map',
    'boost::unordered_flat_map',
    'boost/unordered/unordered_flat_map.hpp',
    'libboost1.81-dev',
  ),
  cpp(
    'absl',
    'absl::flat_hash_map',
    'absl::flat_hash_map',
    'absl/container/flat_hash_map.h',
    'libabsl-dev',
    ABSL_LIBRARIES,
  ),
  cpp('std', 'std::unordered_map', 'std::unordered_map', 'unordered_map', 'g++'),
]

/** Nothing is fetched: the programs have no dependencies. */
const ENVIRONMENT = { ...process.env, GO111MODULE: 'off', GOFLAGS: '', GOPROXY: 'off' }

const run = (file: string, args: string[]) =>
  execFileSync(file, args, { cwd: ROOT, env: ENVIRONMENT, stdio: ['ignore', 'pipe', 'pipe'] }).toString()

const succeeds = (file: string, args: string[]) => {
  try {
    run(file, args)
    return true
  } catch {
    return false
  }
}

const compilerOf = ({ compilers, versionArgs }: Source) => compilers.find(file => succeeds(file, versionArgs))

const hasHeader = (compiler: string, header: string | undefined) =>
  header === undefined ||
  succeeds(compiler, ['-std=c++17', '-x', 'c++', '-fsyntax-only', '-include', header, '/dev/null'])

/** Of an option list, what is about the machine code. */
const flagsOf = (args: string[]) => args.filter(arg => /^(-O|-C$|opt-level|codegen)/.test(arg)).join(' ')

const build = (source: Source, compiler: string): Program => {
  const { name, label } = source
  const file = join(OUT, name)
  const args = source.args(file)
  try {
    run(compiler, args)
  } catch (error) {
    const { stderr } = error as { stderr?: Buffer }
    throw new Error(`${label} does not compile\n${stderr ?? error}`)
  }
  const version = run(compiler, source.versionArgs).split('\n')[0]!.trim()
  return { name, label, compiler: version, flags: flagsOf(args), file }
}

/** Builds the programs called `names` (all if undefined); of those that cannot be, `skip` hears the reason. */
export const buildPrograms = (names: readonly string[] | undefined, skip: (why: string) => void): Program[] => {
  mkdirSync(OUT, { recursive: true })
  return NATIVE.filter(({ name }) => names?.includes(name) ?? true).flatMap(source => {
    const compiler = compilerOf(source)
    if (compiler && hasHeader(compiler, source.header)) return build(source, compiler)
    skip(
      `${source.label} is left out: ${compiler ? source.header : source.compilers.at(-1)!.split('/').at(-1)} not found (Debian: ${source.provider})`,
    )
    return []
  })
}
