// What tophash/shared has promised: `npm run bench:shared [-- rounds [text]]`. Each figure is of a process of its own, turn by
// turn; ratios are medians over the rounds, with the least beside them.

import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Table from 'cli-table3'
import { build } from 'esbuild'
import { ROOT } from '../common/root.js'
import { median } from '../common/statistics.js'

type Row = [
  label: string,
  floor: number,
  aim: number,
  figure: string,
  subject: string,
  rival: string,
  isSpeed?: boolean,
]

/** Over the rival: of times its by ours, of speeds ours by its. */
const ROWS: readonly Row[] = [
  ['one thread, get 1 k, over Map', 1.1, 1.4, 'get/k', 'shared', 'Map'],
  ['one thread, get 1 M, over Map', 1.2, 1.5, 'get/M', 'shared', 'Map'],
  ['one thread, set existing 1 k, over Map', 0.8, 1.1, 'set/k', 'shared', 'Map'],
  ['one thread, set existing 1 M, over Map', 1.2, 1.6, 'set/M', 'shared', 'Map'],
  ['two threads over one: read 1 k', 1.6, 1.9, 'threads/k/read', '2', '1', true],
  ['two threads over one: read 1 M', 1.6, 1.9, 'threads/M/read', '2', '1', true],
  ['two threads over one: build 1 M, in memory used before', 1.6, 1.9, 'threads/M/build', '2', '1', true],
  ['two threads over one: half reads half writes 1 M', 1.4, 1.8, 'threads/M/half', '2', '1', true],
  ['two threads over one: counting the words of 100 MB', 1.6, 1.9, 'words', '2', '1', true],
  ["against npm's sharedmap, two threads, 95 % reads: numbers", 20, 40, 'peer/numbers', 'shared', 'sharedmap', true],
  ["against npm's sharedmap, two threads, 95 % reads: words", 5, 15, 'peer/words', 'shared', 'sharedmap', true],
  ['against asking a Map by message, a key at a time', 1000, 3000, 'asked/1', 'shared', 'Map'],
  ['against asking a Map by message, 10,000 keys', 3, 6, 'asked/10000', 'shared', 'Map'],
  ['handing 1 M entries to a worker, over cloning a Map', 150, 500, 'handed', 'shared', 'Map'],
  // What the mark of who writes costs an ordinary map: at most 20 % of a set and 12 % of a get, as aims 10 and 5.
  ['ordinary map, the mark: set 1 k', 1 / 1.2, 1 / 1.1, 'plain/set/k', 'marked', 'unmarked'],
  ['ordinary map, the mark: set 1 M', 1 / 1.2, 1 / 1.1, 'plain/set/M', 'marked', 'unmarked'],
  ['ordinary map, the mark: get 1 k', 1 / 1.12, 1 / 1.05, 'plain/get/k', 'marked', 'unmarked'],
  ['ordinary map, the mark: get 1 M', 1 / 1.12, 1 / 1.05, 'plain/get/M', 'marked', 'unmarked'],
]
const LONGEST = 'longest'

const rounds = Number(process.argv[2] ?? 5)
if (!Number.isInteger(rounds) || rounds < 1) throw new RangeError('the number of rounds must be a positive integer')
const text = process.argv[3] ?? ''

const directory = mkdtempSync(join(tmpdir(), 'tophash-shared-'))
const script = join(directory, 'program.mjs')
const peer = join(directory, 'peer.mjs')
/** The binary without the mark. */
const UNMARKED = join(directory, 'unmarked.wasm')
function buildUnmarked(): void {
  const asc = createRequire(import.meta.url).resolve('assemblyscript/bin/asc.js')
  const options = ['--config', 'asconfig.shared.json', '--target', 'unmarked', '--outFile', UNMARKED]
  execFileSync(process.execPath, ['--enable-source-maps', asc, ...options], { cwd: ROOT, stdio: 'ignore' })
}
/** Where other libraries are installed. */
const PEERS = join(ROOT, 'bench/peers/')
function installPeer(): void {
  if (existsSync(join(PEERS, 'node_modules/sharedmap'))) return
  const options = ['install', '--no-audit', '--no-fund', '--no-package-lock', '--ignore-scripts']
  execFileSync('npm', options, { cwd: PEERS, stdio: 'inherit' })
}
const PEER = 'peer/'
const run = (figure: string, contestant: string, round: number) => {
  const isPeer = figure.startsWith(PEER)
  const what = isPeer ? figure.slice(PEER.length) : figure
  const args = [isPeer ? peer : script, what, contestant, `${1000 + round}`, isPeer ? PEERS : UNMARKED]
  return Number(execFileSync(process.execPath, args, { encoding: 'utf8' }))
}
const isAsked = (prefix: string) =>
  ROWS.some(([label, , , figure]) => label.includes(text) && figure.startsWith(prefix))

try {
  await build({
    entryPoints: ['program', 'peer'].map(name => join(ROOT, `bench/shared/${name}.ts`)),
    outdir: directory,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'es2022',
    minifySyntax: true,
  })
  if (isAsked('plain/')) buildUnmarked()
  if (isAsked(PEER)) installPeer()
  const table = new Table({ head: ['row', 'floor', 'aim', 'measured', 'rounds', ''] })
  for (const [label, floor, aim, figure, subject, rival, isSpeed] of ROWS) {
    if (!label.includes(text)) continue
    const ratios = Array.from({ length: rounds }, (_, round) => {
      const [ours, theirs] = [run(figure, subject, round), run(figure, rival, round)]
      return isSpeed ? ours / theirs : theirs / ours
    })
    const value = median(ratios)
    const verdict = value >= aim ? 'aim met' : value >= floor ? 'floor met' : 'MISSED'
    const all = `${Math.min(...ratios).toPrecision(3)} to ${Math.max(...ratios).toPrecision(3)}`
    table.push([label, floor.toPrecision(3), aim.toPrecision(3), value.toPrecision(3), all, verdict])
    console.error(`${label}: ${value.toPrecision(3)}`)
  }
  if (LONGEST.includes(text)) {
    const excess = Array.from(
      { length: rounds },
      (_, round) => run(LONGEST, 'shared', round) - run(LONGEST, 'nothing', round),
    )
    const value = median(excess)
    const verdict = value <= 0.3 ? 'aim met' : value <= 2 ? 'floor met' : 'MISSED'
    const all = `${Math.min(...excess).toFixed(2)} to ${Math.max(...excess).toFixed(2)}`
    table.push([
      'longest insert while two threads fill 10 M, ms above an idle loop',
      2,
      0.3,
      value.toFixed(2),
      all,
      verdict,
    ])
  }
  console.log(`Node ${process.version}, ${rounds} rounds\n${table}`)
} finally {
  rmSync(directory, { recursive: true })
}
