// Counts the words of a file without making a string of each: `tsx examples/count-words.ts file [how-many]`.

import { readFileSync } from 'node:fs'
import { argv } from 'node:process'
import { BytesMap } from 'tophash'

const isLetter = new Uint8Array(256).fill(1, 0x61, 0x7b).fill(1, 0x80) // a to z, and whatever is not ASCII

/** The most frequent words of a text, and how often each occurs. */
function mostFrequent(text: Buffer, howMany: number): [word: string, count: number][] {
  const counts = new BytesMap({ values: 'uint32' })
  for (let i = 0; i < text.length; i++) if (text[i]! >= 0x41 && text[i]! <= 0x5a) text[i]! |= 0x20 // to lower case
  let start = 0
  for (let end = 0; end <= text.length; end++) {
    if (end < text.length && isLetter[text[end]!]) continue
    if (end > start) counts.incrementRange(text, start, end)
    start = end + 1
  }
  const words = Array.from(counts, ([word, count]): [string, number] => [Buffer.from(word).toString(), count])
  words.sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
  return words.slice(0, howMany)
}

const [file = 'README.md', howMany = '10'] = argv.slice(2)
for (const [word, count] of mostFrequent(readFileSync(file), Number(howMany))) console.log(count, word)
