/** The user's own files. */
import { closeSync, openSync, type Stats, statSync } from 'node:fs'
import { fileProblem, UserError } from '../common/errors.js'
import { type Corpus, corpusOf, type Found, sum } from '../data/corpus.js'

// A count is an int32: more shingles than that could overflow it.
const MOST_BYTES = 2 ** 31 - 1

function readable(path: string): Found {
  let stats: Stats
  try {
    stats = statSync(path)
    // Opening tells what permission bits alone do not.
    if (stats.isFile()) closeSync(openSync(path, 'r'))
  } catch (error) {
    throw new UserError(`cannot read ${path}: ${fileProblem(error)}`)
  }
  if (stats.isDirectory()) throw new UserError(`cannot read ${path}: is a directory`)
  if (!stats.isFile()) throw new UserError(`cannot read ${path}: not a regular file`)
  return { path, bytes: stats.size }
}

/** The user's own files. Throws a UserError at the first one that cannot be read. */
export function userText(paths: string[]): Corpus {
  const files = paths.map(readable)
  if (sum(files) > MOST_BYTES) throw new UserError('more than 2 GiB of input: give fewer or smaller files')
  return corpusOf(files, files.length === 1 ? '1 file of yours' : `${files.length} files of yours`)
}
