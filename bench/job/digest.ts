/** Short accounts of tables, to be compared. */
import type { Digest } from './protocol.js'
import type { CountMap } from './tables.js'

type Key = number | bigint | string
type Entry = [Key, number]

const TOP = 100
const CANDIDATES = 20 * TOP
const LANE_SEEDS = [0x9e3779b9, 0x7f4a7c15] as const

// One buffer under three views turns any key into two 32-bit words without a BigInt operation.
const words = new Int32Array(2)
const asFloat = new Float64Array(words.buffer)
const asBigInt = new BigInt64Array(words.buffer)

function mix(hash: number, word: number): number {
  const h = Math.imul(hash ^ word, 0x85ebca6b)
  return Math.imul(h ^ (h >>> 15), 0xc2b2ae35) ^ (h >>> 13)
}

function mixEntry(seed: number, value: number): number {
  return mix(mix(mix(seed, words[0]!), words[1]!), value)
}

/** Fills `words` with two numbers that stand for the key: its bits, or two hashes of its characters. */
function split(key: Key): void {
  if (typeof key === 'number') asFloat[0] = key
  else if (typeof key === 'bigint') asBigInt[0] = key
  else splitText(key)
}

function splitText(text: string): void {
  let first = text.length
  let second = ~first
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    first = Math.imul(first ^ code, 0x01000193)
    second = mix(second, code)
  }
  words[0] = first
  words[1] = second
}

function byRank([keyA, a]: Entry, [keyB, b]: Entry): number {
  return b - a || (keyA < keyB ? -1 : keyA > keyB ? 1 : 0)
}

/** Keeps the greatest entries of a stream; sorts only when many candidates have come together. */
class Top {
  #best: Entry[] = []
  #worst: Entry | undefined

  offer(key: Key, value: number): void {
    const worst = this.#worst
    if (worst !== undefined && (value < worst[1] || (value === worst[1] && key >= worst[0]))) return
    this.#best.push([key, value])
    if (this.#best.length >= CANDIDATES) this.#cut()
  }

  #cut(): void {
    this.#best.sort(byRank).splice(TOP)
    this.#worst = this.#best[TOP - 1]
  }

  entries(): Entry[] {
    this.#cut()
    return this.#best
  }
}

export function digest(map: CountMap<Key>, facts: Record<string, number>): Digest {
  const top = new Top()
  let total = 0
  let first = 0
  let second = 0
  map.forEach((value, key) => {
    split(key)
    first = (first + mixEntry(LANE_SEEDS[0], value)) | 0
    second = (second + mixEntry(LANE_SEEDS[1], value)) | 0
    total += value
    top.offer(key, value)
  })
  const best = top.entries()
  for (const [key, value] of best) {
    if (map.get(key) !== value) throw new Error(`get(${key}) does not give the value that forEach gave`)
  }
  return { size: map.size, total, lanes: [first, second], top: best.map(([key, value]) => [`${key}`, value]), facts }
}

/** The first difference between two digests, as a clause; undefined if there is none. */
export function difference(a: Digest, b: Digest): string | undefined {
  if (a.size !== b.size) return `${a.size} entries against ${b.size}`
  if (a.total !== b.total) return `values add up to ${a.total} against ${b.total}`
  for (const [i, [key, value]] of a.top.entries()) {
    const [otherKey, otherValue] = b.top[i]!
    if (key !== otherKey || value !== otherValue)
      return `rank ${i + 1} is ${key}: ${value} against ${otherKey}: ${otherValue}`
  }
  for (const [name, value] of Object.entries(a.facts)) {
    if (value !== b.facts[name]) return `${name} is ${value} against ${b.facts[name]}`
  }
  if (a.lanes[0] !== b.lanes[0] || a.lanes[1] !== b.lanes[1]) return 'the checksums over all entries differ'
  return undefined
}
