// run.mjs <entry point> replaced|untouched [init]: prints what the library answers.

import { writeFileSync } from 'node:fs'
import { replaceAll } from './replace.mjs'
import { use } from './use.mjs'

const { stringify } = JSON
const asText = (_, x) => (typeof x === 'bigint' || (typeof x === 'number' && x !== x) ? `${x}` : x)

const [, , entry, how, first] = process.argv
const library = await import(entry)
const names = how === 'replaced' ? replaceAll() : []
try {
  if (first === 'init') await library.init()
  writeFileSync(1, stringify({ names, results: use(library) }, asText))
} catch (error) {
  writeFileSync(2, error.stack)
}
