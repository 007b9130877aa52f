/**
 * Words of real text, counted from empty: ranges of bytes against strings cut out of the same text. Where the words
 * begin and end is found beforehand, so that the time is that of the tables and of the cutting.
 */
import { readFileSync } from 'node:fs'
import { type Factory, fail, type Table } from '../common/table.js'
import { installedText } from '../data/corpus.js'
import { eachWordOfBytes } from '../data/words.js'
import { type Bounds, countRanges, countSlices, type RangeCounter } from './loops.js'
import type { SpeedTask } from './task.js'
import { type Batch, time } from './timing.js'

interface Words {
  bytes: Buffer
  bounds: Bounds
}

/** The first n words of the installed packages' text. */
const readWords = (n: number): Words => {
  const parts: Buffer[] = []
  const bounds = new Int32Array(2 * n)
  let offset = 0
  let found = 0
  for (const path of installedText().files) {
    if (found >= bounds.length) break
    const bytes = readFileSync(path)
    eachWordOfBytes(bytes, (start, end) => {
      // Past the end of the list nothing is stored.
      bounds[found++] = offset + start
      bounds[found++] = offset + end
    })
    parts.push(bytes)
    offset += bytes.length
  }
  if (found < bounds.length) throw new Error(`the text has only ${found / 2} words`)
  return { bytes: Buffer.concat(parts), bounds }
}

const verify = (table: Table<any, number>, { bytes, bounds }: Words, isMap: boolean) => {
  const expected = new Map<string, number>()
  for (let i = 0; i < bounds.length; i += 2) {
    const word = bytes.toString('latin1', bounds[i], bounds[i + 1])
    expected.set(word, (expected.get(word) ?? 0) + 1)
  }
  if (table.size !== expected.size) fail(`${table.size} words, not ${expected.size}`)
  for (const [word, count] of expected) {
    if (table.get(isMap ? word : Buffer.from(word, 'latin1')) !== count) fail(`count of ${word}`)
  }
}

const counting = (factory: Factory, words: Words): Batch => {
  const { isMap } = factory
  const { bytes, bounds } = words
  const text = bytes.toString('latin1')
  let table = factory.create()
  return {
    operations: bounds.length / 2,
    before: () => {
      factory.dispose(table)
      table = factory.create()
      globalThis.gc?.()
    },
    run: isMap
      ? () => countSlices(table as unknown as Map<string, number>, text, bounds)
      : () => countRanges(table as unknown as RangeCounter, bytes, bounds),
    finish: () => verify(table, words, isMap),
  }
}

export const measureWords = async ({ sizes, budget }: SpeedTask, factory: Factory) => {
  const nanoseconds: number[] = []
  for (const n of sizes) nanoseconds.push(await time(counting(factory, readWords(n)), { ...budget, samples: 5 }))
  return nanoseconds
}
