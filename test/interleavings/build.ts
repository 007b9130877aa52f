// The engine for concurrent tables, compiled as it is shipped but for three things: it has two pairs of a key and a value, whoever
// waits looks once, not for a while, and what threads have in stock of records is less. A fault can be planted in a source on the way.

import { readFileSync } from 'node:fs'
import { posix } from 'node:path'
import { fileURLToPath } from 'node:url'
import asc from 'assemblyscript/asc'
import { concurrentFiles } from '../../scripts/concurrent.js'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const CONFIG = 'asconfig.shared.json'
const ENTRY = 'assembly/concurrent/interleavings.ts'
const TEXT = 'interleavings.wat'

/** One replacement in a source. */
export interface Replacement {
  file: string
  find: string
  replace: string
}

/** Loads of a word that nobody else can change meanwhile are no interleavings of their own. */
const LOOKS_ONCE: Replacement = {
  file: 'assembly/memory/lock.ts',
  find: 'let n = <u32>64 << min<u32>(round, 7); n; n--',
  replace: 'let n: u32 = 1; n; n--',
}

/** Records are left to others at once, and a chain has more of them than fit where a thread stages keys. */
const LITTLE: readonly Replacement[] = [
  {
    file: 'assembly/concurrent/staging.ts',
    find: 'STAGING_CAPACITY: u32 = 16384',
    replace: 'STAGING_CAPACITY: u32 = 64',
  },
  { file: 'assembly/concurrent/pool.ts', find: 'LONG_BYTES: u32 = 2048', replace: 'LONG_BYTES: u32 = 16' },
  { file: 'assembly/concurrent/pool.ts', find: 'LEAST_RECORDS: u32 = 4', replace: 'LEAST_RECORDS: u32 = 1' },
]

/** Records of more than 8 bytes have a block of their own. */
const LARGE: Replacement = {
  file: 'assembly/concurrent/pool.ts',
  find: 'LARGEST: u32 = 4096',
  replace: 'LARGEST: u32 = 8',
}

/** What takes a key, and what else there is of a pair. */
export const KEYED = [
  'get',
  'has',
  'set',
  'insertIfAbsent',
  'remove',
  'incrementSigned',
  'compareAndSwap',
  'compareAndDelete',
]
const UNKEYED = ['create', 'attach', 'clear', 'reserve', 'stage']
export const PAIRED = [...KEYED, ...UNKEYED]
/** The same for keys of bytes. */
export const ofBytes = (name: string) => `bytes${name[0]!.toUpperCase()}${name.slice(1)}`
const BYTES = `export { ${PAIRED.map(name => `${name} as ${ofBytes(name)}`).join(', ')} } from "./kinds/bytes-u32";\n`

export function replaced(text: string, { file, find, replace }: Replacement): string {
  const parts = text.split(find)
  if (parts.length !== 2) throw new Error(`"${find}" is ${parts.length - 1} times in ${file}`)
  return parts.join(replace)
}

/** Sources that are not there as files. */
const made = new Map([
  ...concurrentFiles(),
  [ENTRY, `export * from "./abi";\nexport * from "./kinds/u32-u32";\n${BYTES}`] as [string, string],
])

function sourceOf(name: string, replacements: readonly Replacement[]): string | null {
  let text = made.get(name)
  try {
    text ??= readFileSync(ROOT + name, 'utf8')
  } catch {
    return null
  }
  for (const each of replacements) if (each.file === name) text = replaced(text, each)
  return text
}

/** The shipped configuration, with another entry and once is enough. */
function configuration(): string {
  const config = JSON.parse(readFileSync(ROOT + CONFIG, 'utf8'))
  const { release } = config.targets
  const target = { ...release, converge: false, outFile: 'interleavings.wasm', textFile: TEXT }
  return JSON.stringify({ ...config, entries: [ENTRY], targets: { release: target } })
}

/** The text of the module. A source that does not build is an error. */
export async function compiledText(hasLarge: boolean, fault?: Replacement): Promise<string> {
  const replacements = [LOOKS_ONCE, ...LITTLE, ...(hasLarge ? [LARGE] : []), ...(fault ? [fault] : [])]
  const output = new Map<string, string | Uint8Array>()
  const { error, stderr } = await asc.main(['--config', CONFIG, '--target', 'release', '--baseDir', '.'], {
    readFile: name => (name === CONFIG ? configuration() : sourceOf(name, replacements)),
    writeFile: (name, data) => void output.set(posix.normalize(name), data),
    listFiles: () => [],
  })
  const text = output.get(TEXT)
  if (error || typeof text !== 'string') throw new Error(`does not build: ${stderr.toString()}`)
  return text
}
