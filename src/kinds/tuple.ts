// Keys of several parts. A table holds such a key as one of 64 bits if it is a pair of 32-bit integers, else as bytes:
//
//   head                                                        rest, in the order of the parts
//   ┌ parts of 8 bytes ┬ parts of 4 bytes, and of each string   ┬ characters or bytes, each part from a multiple of 4 on,
//   │                  │ or bytes twice their number of bytes,  │ with zeros between
//   │                  │ plus 1 for two bytes a character       │
//
// Where all parts are of fixed size there is no rest, and tables hold the head in their slots. Equal keys are equal bytes: of
// floats there is one NaN and one zero, text has one byte a character if all fit, and lengths stand before what they measure.

import { Array, freeze, isArray, NativeMap, RangeError, TypeError } from '../basics/builtins.js'
import { show } from '../basics/errors.js'
import { needsWide, textAt, writeNarrow, writeWide } from '../basics/text.js'
import type { Views } from '../basics/views.js'
import { type BytesLike, byteLengthOf, bytesOf, MAX_KEY_BYTES } from './bytes.js'
import type { KeyKind } from './kind.js'
import { type Ranges, startOf } from './packed.js'
import {
  acceptsPart,
  BYTES_PART,
  INT32_PART,
  keptPart,
  PART_KINDS,
  type PartKind,
  partNumbers,
  readScalar,
  rejectPart,
  STRING_PART,
  scalarPart,
  UINT32_PART,
  writeScalar,
} from './parts.js'

/** A key, as it is handed out, and what is taken for one. */
export type Key = readonly unknown[]
export type Taken = readonly unknown[]

/** In place of where a part ends: it cannot be one of its kind. */
export const NO_PART = -2
/** The same: there is no room for it. */
export const NO_ROOM = -3

/** In place of the signs of a pair: a key is none. */
const NO_PAIR = -1

/** Up to this many bytes are copied by a loop. */
const MOST_BY_LOOP = 64

/** Whether two numbers are a pair. Bits 0 and 1 of `signs` tell which one has none. A call, for methods to be short. */
export function isPair(signs: number, x: unknown, y: unknown): boolean {
  if (typeof x !== 'number' || typeof y !== 'number') return false
  return ((signs & 1) === 0 ? (x | 0) === x : x >>> 0 === x) && ((signs & 2) === 0 ? (y | 0) === y : y >>> 0 === y)
}

/** A kind of keys of several parts. */
export interface TupleKeys extends KeyKind<Key> {
  readonly codec: TupleCodec
}

/** What keys of certain parts are like. */
export class TupleCodec {
  readonly parts: readonly PartKind[]
  readonly n: number
  /** Bits 0 and 1 tell which part of a pair of 32-bit integers has no sign; negative if keys are none. */
  readonly signs: number
  /** Bytes of every key, 0 if they differ. */
  readonly keyLength: number
  readonly keys: TupleKeys
  /** The kind of each part, and the word of the head that is about it. */
  readonly numbers: readonly number[]
  readonly words: readonly number[]
  private readonly headBytes: number

  constructor(numbers: readonly number[]) {
    this.numbers = numbers
    this.n = numbers.length
    this.parts = freeze(numbers.map(number => PART_KINDS[number]!))
    const is8 = numbers.map(number => scalarPart(number)?.size === 8)
    const words: number[] = []
    let word = 0
    for (const i of numbers.keys()) {
      if (!is8[i]) continue
      words[i] = word
      word += 2
    }
    for (const i of numbers.keys()) if (!is8[i]) words[i] = word++
    this.words = words
    this.headBytes = 4 * word
    const isFixed = numbers.every(number => scalarPart(number) !== undefined)
    this.keyLength = isFixed ? this.headBytes : 0
    const isOfTwo = numbers.length === 2 && numbers.every(number => number <= UINT32_PART)
    this.signs = isOfTwo ? numbers[0]! | (numbers[1]! << 1) : NO_PAIR
    this.keys = this.kindOfKeys()
  }

  /** Whether it is a pair of 32-bit integers. */
  get isPair(): boolean {
    return this.signs >= 0
  }

  accepts(key: unknown): key is Key {
    return isArray(key) && key.length === this.n && this.numbers.every((number, i) => acceptsPart(number, key[i]))
  }

  /** Part `i` of a key, whether it can be one. */
  acceptsAt(i: number, part: unknown): boolean {
    return acceptsPart(this.numbers[i]!, part)
  }

  /** A key as it is now, as it is handed out. Precondition: it is accepted. */
  kept(key: Key): Key {
    return this.numbers.map((number, i) => keptPart(number, key[i]))
  }

  /** What is wrong with a key that is not accepted. */
  reject(where: string, key: unknown): Error {
    const { n } = this
    if (!isArray(key)) return new TypeError(`${where}: key must be an array of ${n} parts, got ${show(key)}`)
    if (key.length !== n) return new RangeError(`${where}: key must have ${n} parts, got ${key.length}`)
    const i = this.numbers.findIndex((number, i) => !acceptsPart(number, key[i]))
    if (i >= 0) return rejectPart(where, `key[${i}]`, this.numbers[i]!, key[i])
    return new RangeError(`${where}: key must have at most ${MAX_KEY_BYTES} bytes in all`)
  }

  /** Where the rest of a key begins that is written from `at`, a multiple of 8, on. */
  restOf(at: number): number {
    return at + this.headBytes
  }

  /**
   * Writes a part of the key at `at`; of a string or bytes, what follows the head goes to `end`, and not beyond `limit`. Parts
   * are written first to last. Returns where the next one goes, NO_PART or NO_ROOM.
   */
  write(to: Views, at: number, i: number, part: unknown, end: number, limit: number): number {
    const number = this.numbers[i]!
    const word = (at >>> 2) + this.words[i]!
    switch (number) {
      case INT32_PART:
        if (typeof part !== 'number' || (part | 0) !== part) return NO_PART
        to.words[word] = part
        return end
      case UINT32_PART:
        if (typeof part !== 'number' || part >>> 0 !== part) return NO_PART
        to.words[word] = part
        return end
      case STRING_PART:
        return acceptsPart(number, part) ? writeText(to, word, part as string, afterEnd(end), limit) : NO_PART
      case BYTES_PART:
        return acceptsPart(number, part) ? writeBytes(to, word, part as BytesLike, afterEnd(end), limit) : NO_PART
    }
    if (!acceptsPart(number, part)) return NO_PART
    writeScalar(to, word, number, part)
    return end
  }

  /** Bytes of a key. Precondition: it is accepted. */
  sizeOf(key: Key): number {
    let size = this.headBytes
    for (let i = 0; i < this.n; i++) {
      const number = this.numbers[i]!
      if (number < STRING_PART) continue
      size += -size & 3
      if (number === BYTES_PART) size += byteLengthOf(key[i])
      else size += (key[i] as string).length * (needsWide(key[i] as string) ? 2 : 1)
    }
    return size
  }

  /** The key at any address, fresh. */
  read(views: Views, at: number): Key {
    const { data } = views
    const key: unknown[] = []
    let end = at + this.headBytes
    for (let i = 0; i < this.n; i++) {
      const number = this.numbers[i]!
      const place = at + 4 * this.words[i]!
      if (number < STRING_PART) {
        key.push(readScalar(data, place, number))
        continue
      }
      const descriptor = data.getUint32(place, true)
      const n = descriptor >>> 1
      const from = at + ((end - at + 3) & ~3)
      end = from + n
      key.push(number === STRING_PART ? textAt(views, from, n, (descriptor & 1) !== 0) : views.bytes.slice(from, end))
    }
    return key
  }

  /** The pair of two integers with a sign. */
  pairOf(x: number, y: number): Key {
    const { signs } = this
    return [(signs & 1) === 0 ? x : x >>> 0, (signs & 2) === 0 ? y : y >>> 0]
  }

  /** An array for part `i` of `n` keys. */
  columnFor(i: number, n: number): { [index: number]: unknown } {
    const scalar = scalarPart(this.numbers[i]!)
    return scalar === undefined ? new Array(n) : new scalar.Column(n)
  }

  /** Keys by columns. */
  columnsOf(keys: ArrayLike<unknown>): { [index: number]: unknown }[] {
    return this.numbers.map((_, i) => {
      const column = this.columnFor(i, keys.length)
      for (let j = 0; j < keys.length; j++) column[j] = (keys[j] as Key)[i]
      return column
    })
  }

  private kindOfKeys(): TupleKeys {
    return {
      codec: this,
      label: 'Tuple',
      wire: this.isPair ? 'i64' : 'bytes',
      type: 'array',
      range: `an array of ${this.n} parts`,
      scalar: undefined,
      isString: false,
      hasKeyLength: false,
      accepts: key => this.accepts(key),
      kept: key => this.kept(key),
      reject: (where, key) => this.reject(where, key),
      rangesOf: () => undefined,
      keyOf: (ranges, i) => this.read((ranges as Ranges & { views: Views }).views, startOf(ranges, i)),
      columnsOf: keys => this.columnsOf(keys),
    }
  }
}

/**
 * Whether parts are a key. They are given one by one if there are two to four; else the key is in the place of the first
 * one, as for the next function.
 */
export function acceptsParts(codec: TupleCodec, a: unknown, b: unknown, c: unknown, d: unknown): boolean {
  switch (codec.n) {
    case 2:
      return codec.acceptsAt(0, a) && codec.acceptsAt(1, b)
    case 3:
      return codec.acceptsAt(0, a) && codec.acceptsAt(1, b) && codec.acceptsAt(2, c)
    case 4:
      return codec.acceptsAt(0, a) && codec.acceptsAt(1, b) && codec.acceptsAt(2, c) && codec.acceptsAt(3, d)
  }
  return codec.accepts(a)
}

/** The key that they are. */
export function partsTogether(codec: TupleCodec, a: unknown, b: unknown, c: unknown, d: unknown): Key {
  return codec.n < 2 || codec.n > 4 ? (a as Key) : [a, b, c, d].slice(0, codec.n)
}

/** The next multiple of 4. Not by clearing bits: an address may be more than an int32. */
const afterEnd = (end: number): number => end + (-end & 3)

function writeText(to: Views, word: number, text: string, from: number, limit: number): number {
  const n = text.length
  if (from + n > limit) return NO_ROOM
  if (writeNarrow(to, from, text)) {
    to.words[word] = n << 1
    return from + n
  }
  if (from + 2 * n > limit) return NO_ROOM
  writeWide(to, from, text)
  to.words[word] = (n << 2) | 1
  return from + 2 * n
}

function writeBytes(to: Views, word: number, part: BytesLike, from: number, limit: number): number {
  const bytes = bytesOf(part)
  const n = bytes.length
  if (from + n > limit) return NO_ROOM
  to.words[word] = n << 1
  const end = from + n
  // What is behind it up to a multiple of 4.
  if (n > 0) to.words[(end - 1) >>> 2] = 0
  const target = to.bytes
  if (n > MOST_BY_LOOP) target.set(bytes, from)
  else for (let i = 0; i < n; i++) target[from + i] = bytes[i]!
  return end
}

const known = /* @__PURE__ */ new NativeMap<string, TupleCodec>()
/** Codecs that are kept for others that ask for the same parts. */
const MOST_KNOWN = 256

/** What keys of such parts are like. @throws TypeError that names what is wrong with the parts */
export function codecOf(where: string, parts: unknown): TupleCodec {
  const numbers = partNumbers(where, parts)
  const name = numbers.join('')
  let codec = known.get(name)
  if (codec === undefined) {
    codec = new TupleCodec(numbers)
    if (known.size === MOST_KNOWN) known.clear()
    known.set(name, codec)
  }
  return codec
}
