// Keys that are strings: their UTF-16 content counts. Many of them can also come as UTF-8.

import { badArgument } from '../basics/errors.js'
import { LateDecoder } from '../basics/late-decoder.js'
import { isArrayBuffer } from '../basics/realms.js'
import type { KeyKind } from './kind.js'
import { bytesAt, type PackedKeys, packedRanges, type Ranges } from './packed.js'

/** Many keys for a call: an array of strings, or UTF-8, of which no strings are made. */
export type ManyStrings = ArrayLike<string> | PackedKeys

/** The type of keys, of what is taken for one and for many of them, and their own options. */
export type Key = string
export type Taken = string
export type Many = PackedKeys
export type KeyOptions = unknown

/** The longest key: some engines have longer strings, whose bytes a memory would not hold. */
export const MAX_CHARACTERS = 536870911

export const accepts = (key: unknown, _keyLength?: number): key is string =>
  typeof key === 'string' && key.length <= MAX_CHARACTERS
/** A key for keeping. */
export const asKey = (key: string): string => key

const RANGE = `a string of at most ${MAX_CHARACTERS} characters`

/** A byte order mark is a character like any other; what is malformed becomes U+FFFD. */
const decoder = /* @__PURE__ */ new LateDecoder('utf-8', { ignoreBOM: true })

function decoded(ranges: Ranges, i: number): string {
  const part = bytesAt(ranges, i)
  // Decoders refuse memory that others may write to.
  return decoder.decode(isArrayBuffer(part.buffer) ? part : part.slice())
}

export const keys: KeyKind<Key> = {
  label: 'String',
  wire: 'bytes',
  type: 'string',
  range: RANGE,
  scalar: undefined,
  isString: true,
  hasKeyLength: false,
  accepts,
  kept: key => key,
  reject: (where, key) => badArgument(where, 'key', RANGE, 'string', key),
  rangesOf: (where, packed) => packedRanges(where, packed, true, 0),
  keyOf: decoded,
}
