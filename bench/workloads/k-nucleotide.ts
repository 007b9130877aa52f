/**
 * The Benchmarks Game's k-nucleotide: how often each piece of 1, 2, 3, 4, 6, 12 and 18 letters stands in a sequence of
 * DNA. A letter is two bits, as the game allows: pieces up to 12 are int32, and of 18 exact numbers of 36 bits.
 */
import { createHash } from 'node:crypto'
import { dispose, type Library } from '../common/library.js'
import { thirdSequence } from './fasta.js'
import { type CountingMap, mapOf } from './keys.js'
import { type Clock, type Workload, workload } from './workload.js'

const LETTERS = 'ACGT'
const SOUGHT = ['GGT', 'GGTA', 'GGTATT', 'GGTATTTTAATT', 'GGTATTTTAATTTATAGT']
const LENGTHS = [1, 2, ...SOUGHT.map(piece => piece.length)]

/** Up to this length the sign bit stays free. */
const LONGEST_INT32 = 15

export const prepare = (n: number) => {
  const codes = new Uint8Array(128)
  for (let code = 0; code < 4; code++) codes[LETTERS.toLowerCase().charCodeAt(code)] = code
  return thirdSequence(n).map(letter => codes[letter]!)
}

const codeOf = (piece: string) => Array.from(piece).reduce((code, letter) => 4 * code + LETTERS.indexOf(letter), 0)

const textOf = (code: number, length: number): string =>
  length === 0 ? '' : textOf(Math.floor(code / 4), length - 1) + LETTERS[code % 4]

/** The piece before `from`, less its first letter. */
const startAt = (sequence: Uint8Array, length: number) => {
  let code = 0
  for (let i = 0; i < length - 1; i++) code = 4 * code + sequence[i]!
  return code
}

const countShortInMap = (map: Map<number, number>, sequence: Uint8Array, length: number) => {
  const mask = 4 ** length - 1
  let code = startAt(sequence, length)
  for (let i = length - 1; i < sequence.length; i++) {
    code = ((code << 2) | sequence[i]!) & mask
    map.set(code, (map.get(code) ?? 0) + 1)
  }
}

const countLongInMap = (map: Map<number, number>, sequence: Uint8Array, length: number) => {
  const limit = 4 ** (length - 1)
  let code = startAt(sequence, length)
  for (let i = length - 1; i < sequence.length; i++) {
    code = (code % limit) * 4 + sequence[i]!
    map.set(code, (map.get(code) ?? 0) + 1)
  }
}

const countShort = (map: CountingMap, sequence: Uint8Array, length: number) => {
  const mask = 4 ** length - 1
  let code = startAt(sequence, length)
  for (let i = length - 1; i < sequence.length; i++) {
    code = ((code << 2) | sequence[i]!) & mask
    map.increment(code)
  }
}

const countLong = (map: CountingMap, sequence: Uint8Array, length: number) => {
  const limit = 4 ** (length - 1)
  let code = startAt(sequence, length)
  for (let i = length - 1; i < sequence.length; i++) {
    code = (code % limit) * 4 + sequence[i]!
    map.increment(code)
  }
}

const CODES_A_CALL = 8_192

const countShortMany = (map: CountingMap, sequence: Uint8Array, length: number) => {
  const mask = 4 ** length - 1
  const codes = new Int32Array(CODES_A_CALL)
  let code = startAt(sequence, length)
  for (let i = length - 1; i < sequence.length; ) {
    let n = 0
    for (; n < CODES_A_CALL && i < sequence.length; n++, i++) {
      code = ((code << 2) | sequence[i]!) & mask
      codes[n] = code
    }
    map.incrementMany(codes.subarray(0, n))
  }
}

const countLongMany = (map: CountingMap, sequence: Uint8Array, length: number) => {
  const limit = 4 ** (length - 1)
  const codes = new Float64Array(CODES_A_CALL)
  let code = startAt(sequence, length)
  for (let i = length - 1; i < sequence.length; ) {
    let n = 0
    for (; n < CODES_A_CALL && i < sequence.length; n++, i++) {
      code = (code % limit) * 4 + sequence[i]!
      codes[n] = code
    }
    map.incrementMany(codes.subarray(0, n))
  }
}

type Count<M> = (map: M, sequence: Uint8Array, length: number) => void

interface Way<M> {
  make(length: number): M
  short: Count<M>
  long: Count<M>
}

const mapWay: Way<Map<number, number>> = { make: () => new Map(), short: countShortInMap, long: countLongInMap }

const classOf = (library: Library) => (length: number) => mapOf(library, length <= LONGEST_INT32 ? 'int32' : 'float64')

/** All pieces of one or two letters with their shares, the most frequent first. */
const frequencies = (counts: ReadonlyMap<number, number>, length: number, total: number) =>
  [...counts]
    .map(([code, count]) => ({ text: textOf(code, length), count }))
    .sort((a, b) => b.count - a.count || (a.text < b.text ? -1 : 1))
    .map(({ text, count }) => `${text} ${((100 * count) / total).toFixed(3)}\n`)
    .join('')

/** What the game's programs print. */
const print = (countsOf: (length: number) => ReadonlyMap<number, number>, letters: number) => {
  const shares = [1, 2].map(length => `${frequencies(countsOf(length), length, letters - length + 1)}\n`)
  const sought = SOUGHT.map(piece => `${countsOf(piece.length).get(codeOf(piece)) ?? 0}\t${piece}\n`)
  return [...shares, ...sought].join('')
}

export const run = <M extends Map<any, number>>({ make, short, long }: Way<M>, sequence: Uint8Array, clock: Clock) => {
  const maps = new Map<number, M>()
  clock.time('', () => {
    for (const length of LENGTHS) {
      const map = make(length)
      maps.set(length, map)
      if (length <= LONGEST_INT32) short(map, sequence, length)
      else long(map, sequence, length)
    }
  })
  const text = print(length => maps.get(length)!, sequence.length)
  for (const map of maps.values()) dispose(map)
  return text
}

/** One pass for each piece that is asked for, and lists instead of tables for one and two letters. */
const countPlainly = (sequence: Uint8Array) => {
  const text = Buffer.from(sequence)
  const occurrences = (piece: Buffer) => {
    let count = 0
    for (let at = text.indexOf(piece); at >= 0; at = text.indexOf(piece, at + 1)) count++
    return count
  }
  const bytesOf = (code: number, length: number) =>
    Buffer.from(Array.from(textOf(code, length), letter => LETTERS.indexOf(letter)))
  const all = (length: number) =>
    Array.from({ length: 4 ** length }, (_, code): [number, number] => [code, occurrences(bytesOf(code, length))])
  const counts = new Map(LENGTHS.map(length => [length, new Map(length <= 2 ? all(length) : [])]))
  for (const piece of SOUGHT)
    counts.get(piece.length)!.set(codeOf(piece), occurrences(bytesOf(codeOf(piece), piece.length)))
  return print(length => counts.get(length)!, sequence.length)
}

export const digest = (text: string) => `md5 ${createHash('md5').update(text).digest('hex')}`

export const kNucleotide: Workload = workload<Uint8Array>({
  name: 'k-nucleotide',
  unit: 'n of fasta',
  n: 25_000_000,
  smoke: 100_000,
  prepare,
  forms: {
    Map: (sequence, clock) => digest(run(mapWay, sequence, clock)),
    single: (sequence, clock, library) =>
      digest(run({ make: classOf(library), short: countShort, long: countLong }, sequence, clock)),
    many: (sequence, clock, library) =>
      digest(run({ make: classOf(library), short: countShortMany, long: countLongMany }, sequence, clock)),
  },
  expected: sequence => digest(countPlainly(sequence)),
  published: [
    { n: 100_000, answer: 'md5 0c829afd94c4dbf2793ff03cb8ee5b88' },
    { n: 25_000_000, answer: 'md5 f02cc90543a73d26a3bbf306227194b6' },
  ],
})
