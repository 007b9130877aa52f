/** `npm run bench:plots -- [results.json ...]`: pages of all results, or of those named, in report/bench/. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { ROOT } from '../grid/contestants.js'
import { renderSite, resultsFiles } from './site.js'

const OUT = join(ROOT, 'report/bench')

const main = (files: string[]) => {
  const pages = renderSite(files.length > 0 ? files : resultsFiles(join(ROOT, 'bench/results')))
  if (pages.size === 0) throw new Error('no results to show: run npm run bench first')
  mkdirSync(OUT, { recursive: true })
  for (const [name, html] of pages) {
    writeFileSync(join(OUT, name), html)
    process.stdout.write(`${relative(process.cwd(), join(OUT, name))}\n`)
  }
}

try {
  main(process.argv.slice(2))
} catch (error) {
  process.stderr.write(`report: ${(error as Error).message.split('\n')[0]}\n`)
  process.exitCode = 2
}
