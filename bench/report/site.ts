/** Results files in, pages out: one page a run, each with links to the others. */
import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { completed, type Results } from '../grid/results.js'
import { isNative } from '../native/results.js'
import { gridContent } from './grid.js'
import type { Content } from './model.js'
import { nativeContent } from './native.js'
import { type Link, renderPage } from './page.js'

/** The file whose page opens first. */
const FIRST = 'latest.json'

const isGrid = (results: object): results is Results =>
  ['rows', 'latency', 'memory', 'failures'].every(name => Array.isArray((results as Record<string, unknown>)[name]))

/** Of a file of another kind, undefined. */
const contentOf = (results: object): Content | undefined => {
  if (isNative(results)) return nativeContent(results)
  return isGrid(results) ? gridContent(completed(results)) : undefined
}

const labelOf = ({ title, stamp }: Content) =>
  `${title.replace('tophash beside', 'Beside')}, Node ${stamp.node}, ${stamp.date}`

export const resultsFiles = (directory: string) =>
  readdirSync(directory)
    .filter(name => name.endsWith('.json'))
    .sort((a, b) => Number(b === FIRST) - Number(a === FIRST) || a.localeCompare(b))
    .map(name => join(directory, name))

/** Pages by file name; the first file's is `index.html`. */
export const renderSite = (files: string[]): Map<string, string> => {
  const contents = files.flatMap(file => {
    const content = contentOf(JSON.parse(readFileSync(file, 'utf8')))
    return content ? [{ name: basename(file).replace(/\.\w+$/, ''), content }] : []
  })
  const links = contents.map(
    ({ name, content }, i): Link => ({ file: i === 0 ? 'index.html' : `${name}.html`, label: labelOf(content) }),
  )
  return new Map(contents.map(({ content }, i) => [links[i]!.file, renderPage(content, links, links[i]!.file)]))
}
