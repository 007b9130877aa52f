/**
 * The Benchmarks Game's fasta: three sequences of DNA, the last two drawn by a linear congruential generator of only
 * 139,968 states. Its published output is checked in the tests.
 */
const ALU =
  'GGCCGGGCGCGGTGGCTCACGCCTGTAATCCCAGCACTTTGGGAGGCCGAGGCGGGCGGATCACCTGAGGTCAGGAGTTCGAGACCAGCCTGGCCAACATGGTGAAACCCCGT' +
  'CTCTACTAAAAATACAAAAATTAGCCGGGCGTGGTGGCGCGCGCCTGTAATCCCAGCTACTCGGGAGGCTGAGGCAGGAGAATCGCTTGAACCCGGGAGGCGGAGGTTGCAGT' +
  'GAGCCGAGATCGCGCCACTGCACTCCAGCCTGGGCGACAGAGCGAGACTCCGTCTCAAAAA'

const IUB: [letter: string, probability: number][] = [
  ['a', 0.27],
  ['c', 0.12],
  ['g', 0.12],
  ['t', 0.27],
  ...Array.from('BDHKMNRSVWY', (letter): [string, number] => [letter, 0.02]),
]

const HOMO_SAPIENS: [letter: string, probability: number][] = [
  ['a', 0.302954942668],
  ['c', 0.1979883004921],
  ['g', 0.1975473066391],
  ['t', 0.3015094502008],
]

const STATES = 139_968
const FIRST_STATE = 42
const LINE = 60
const LINE_FEED = 0x0a

const nextState = (state: number) => (state * 3_877 + 29_573) % STATES

/** For each state of the generator, what it draws. */
const drawn = (letters: [string, number][]) => {
  let total = 0
  const limits = letters.map(([, probability]) => {
    total += probability
    return total
  })
  const codes = letters.map(([letter]) => letter.charCodeAt(0))
  return Uint8Array.from({ length: STATES }, (_, state) => {
    const at = limits.findIndex(limit => state / STATES < limit)
    return codes[at === -1 ? codes.length - 1 : at]!
  })
}

/** Draws letters into `sequence`. Returns the generator's state. */
const draw = (sequence: Uint8Array, letters: [string, number][], state: number) => {
  const letterOf = drawn(letters)
  for (let i = 0; i < sequence.length; i++) {
    state = nextState(state)
    sequence[i] = letterOf[state]!
  }
  return state
}

/** The second and the third sequence of fasta with argument n, without line feeds. */
const drawBoth = (n: number) => {
  const second = new Uint8Array(3 * n)
  const third = new Uint8Array(5 * n)
  draw(third, HOMO_SAPIENS, draw(second, IUB, FIRST_STATE))
  return { second, third }
}

/** What k-nucleotide reads of fasta's output: sequence THREE. */
export const thirdSequence = (n: number) => drawBoth(n).third

const section = (title: string, sequence: Uint8Array) => {
  const header = Buffer.from(`>${title}\n`)
  const lines = Math.ceil(sequence.length / LINE)
  const bytes = Buffer.alloc(header.length + sequence.length + lines, LINE_FEED)
  header.copy(bytes)
  let at = header.length
  for (let start = 0; start < sequence.length; start += LINE) {
    const line = sequence.subarray(start, start + LINE)
    bytes.set(line, at)
    at += line.length + 1
  }
  return bytes
}

/** The whole output of fasta with argument n, section by section. */
export const fasta = (n: number): Buffer[] => {
  const { second, third } = drawBoth(n)
  return [
    section('ONE Homo sapiens alu', Buffer.alloc(2 * n, ALU)),
    section('TWO IUB ambiguity codes', second),
    section('THREE Homo sapiens frequency', third),
  ]
}
