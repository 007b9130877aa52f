/** `npm run bench:plots -- [results.json ...]`: pages of all results, or of those named, in report/bench/. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { runCommand } from '../common/options.js'
import { fromHere, RESULTS, ROOT } from '../common/root.js'
import { renderSite, resultsFiles } from './site.js'

const OUT = join(ROOT, 'report/bench')

const main = (files: string[]) => {
  const pages = renderSite(files.length > 0 ? files : resultsFiles(RESULTS))
  if (pages.size === 0) throw new Error('no results to show: run npm run bench first')
  mkdirSync(OUT, { recursive: true })
  for (const [name, html] of pages) {
    writeFileSync(join(OUT, name), html)
    process.stdout.write(`${fromHere(join(OUT, name))}\n`)
  }
}

await runCommand('report', () => main(process.argv.slice(2)))
