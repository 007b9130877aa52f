/** `npm run soak`: maps and sets of constant size, whose entries and tables come and go for hours, take no more and no more. */

import { spawn } from 'node:child_process'
import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { runCommand } from '../../bench/common/options.js'
import { fromHere, ROOT } from '../../bench/common/root.js'
import { judge, textOf } from './judge.js'
import type { Sample } from './meter.js'
import { type Options, parseOptions, USAGE } from './options.js'

const log = (text: string) => process.stderr.write(`${text}\n`)

/** Judges the samples of a log. */
const report = (file: string) => {
  const lines = readFileSync(file, 'utf8').trim().split('\n')
  const verdicts = judge(lines.map(line => JSON.parse(line) as Sample))
  log(textOf(verdicts))
  if (verdicts.some(({ isFlat }) => !isFlat)) process.exitCode = 1
}

/** Runs the worker, and appends to the log what it writes. Returns whether it came to its end. */
const work = (options: Options, file: string): Promise<boolean> => {
  const args = ['--expose-gc', '--import', 'tsx', 'test/soak/worker.ts', JSON.stringify(options)]
  return new Promise((done, failed) => {
    const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] })
    child.stdout.on('data', chunk => appendFileSync(file, chunk))
    child.on('error', failed)
    child.on('close', code => done(code === 0))
  })
}

const main = async (options: Options) => {
  if (options.help) return console.log(USAGE)
  if (options.report !== undefined) return report(options.report)
  const file = resolve(ROOT, options.log)
  log(`--seed ${options.seed}, samples in ${fromHere(file)}`)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, '')
  if (await work(options, file)) report(file)
  else process.exitCode = 1
}

await runCommand('soak', () => main(parseOptions(process.argv.slice(2))))
