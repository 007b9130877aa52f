// The kinds of keys that a table here can have: how they are hashed, typed in, made in series and shown.

import { BYTES_WORDS, type HashWords, hash32, hash64, hashBytes, PLAIN_WORDS } from '../../src/spaces/reference/hash.js'
import { mix } from './mix.js'

export type Key = number | bigint | string
export type KeyName = 'int32' | 'bigint64' | 'string'

export interface KeyKind {
  readonly name: KeyName
  /** 32-bit words of a table's hash. */
  readonly words: number
  /** Bits of a hash that choose a group, in tables that split. */
  readonly groupBits: number
  hash(words: HashWords, key: Key): number
  /** The key that somebody has typed, or undefined. */
  parse(text: string): Key | undefined
  /** What is said of a text that is no key. */
  readonly wanted: string
  /** A key that can be typed. */
  readonly example: string
  /** Numbers are typed with a keyboard of digits. */
  readonly inputMode: 'numeric' | 'text'
  /** As in a program. */
  text(key: Key): string
  /** The `i`th key of a series without an order, and of one with. */
  random(i: number): Key
  inOrder(i: number): Key
}

/** Random keys have up to 6 digits: they can be read, and few repeat. */
const RANDOM_KEYS = 1_000_000

const int32: KeyKind = {
  name: 'int32',
  words: PLAIN_WORDS,
  groupBits: 8,
  hash: (words, key) => hash32(words, key as number),
  parse(text) {
    const key = text.trim() === '' ? Number.NaN : Number(text)
    return (key | 0) === key ? key : undefined
  },
  wanted: 'An integer from −2147483648 to 2147483647, please.',
  example: '7',
  inputMode: 'numeric',
  text: String,
  random: i => (mix(i) >>> 0) % RANDOM_KEYS,
  inOrder: i => i,
}

const LOW = 0xffff_ffffn

const bigint64: KeyKind = {
  name: 'bigint64',
  words: PLAIN_WORDS,
  groupBits: 8,
  hash: (words, key) => hash64(words, Number((key as bigint) & LOW), Number(((key as bigint) >> 32n) & LOW)),
  parse(text) {
    const digits = /^\s*(-?\d+)n?\s*$/.exec(text)?.[1]
    const key = digits === undefined ? undefined : BigInt(digits)
    return key !== undefined && BigInt.asIntN(64, key) === key ? key : undefined
  },
  wanted: 'An integer from −2⁶³ to 2⁶³ − 1, please.',
  example: '12345678901',
  inputMode: 'numeric',
  text: key => `${key}n`,
  // 40 bits: more than a number of 32 bits, and still short.
  random: i => (BigInt(mix(2 * i) >>> 0) << 8n) | BigInt(mix(2 * i + 1) & 0xff),
  inOrder: i => 2n ** 32n + BigInt(i),
}

const CONSONANTS = 'bdfgklmnprstvz'
const VOWELS = 'aeiou'
const SYLLABLES = CONSONANTS.length * VOWELS.length

/** A word of four syllables for a number, another one for each below 70^4. */
function wordOf(n: number): string {
  let word = ''
  for (let i = 0; i < 4; i++) {
    const syllable = n % SYLLABLES
    word += CONSONANTS[syllable % CONSONANTS.length]! + VOWELS[Math.floor(syllable / CONSONANTS.length)]!
    n = Math.floor(n / SYLLABLES)
  }
  return word
}

/** A string as it is hashed: a byte a character if that is enough, else two, the low one first. */
export function bytesOf(key: string): { data: Uint8Array; isWide: boolean } {
  const n = key.length
  const narrow = new Uint8Array(n)
  for (let i = 0; i < n; i++) {
    const c = key.charCodeAt(i)
    if (c > 255) return { data: wideBytes(key), isWide: true }
    narrow[i] = c
  }
  return { data: narrow, isWide: false }
}

function wideBytes(key: string): Uint8Array {
  return Uint8Array.from({ length: 2 * key.length }, (_, i) => key.charCodeAt(i >> 1) >>> (8 * (i & 1)))
}

const string: KeyKind = {
  name: 'string',
  words: BYTES_WORDS,
  groupBits: 5,
  hash(words, key) {
    const { data, isWide } = bytesOf(key as string)
    return hashBytes(words, data, isWide)
  },
  parse: text => text,
  wanted: '',
  example: 'gopher',
  inputMode: 'text',
  text: key => JSON.stringify(key),
  random: i => wordOf(mix(i) >>> 0),
  inOrder: i => `key${i}`,
}

export const KEY_KINDS: Record<KeyName, KeyKind> = { int32, bigint64, string }

const SHORT = 11

/** A key for a narrow column: of a long one its ends. */
export function shortText(key: Key): string {
  // What cannot be seen is quoted.
  const text = typeof key === 'string' && !/^\S(.*\S)?$/.test(key) ? JSON.stringify(key) : String(key)
  if (text.length <= SHORT) return text
  return `${text.slice(0, 5)}…${text.slice(-5)}`
}
