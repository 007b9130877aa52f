/** Where the project is, and where results are kept. */
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

export const ROOT = join(fileURLToPath(import.meta.url), '../../..')

export const RESULTS = join(ROOT, 'bench/results')

/** A path as a person who stands here would type it. */
export const fromHere = (path: string) => relative(process.cwd(), path)
