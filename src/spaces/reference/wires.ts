// What the twin holds in slots, and how keys of each wire are stored, compared and hashed.

import { asIntN, Int32Array, NAN, Uint8Array, Uint32Array } from '../../basics/builtins.js'
import type { Column } from '../../kinds/kind.js'
import { BYTES_WORDS, type HashWords, hash32, hash64, hashBytes, PLAIN_WORDS } from './hash.js'

/** A key, as it is given or stored. */
export type TwinKey = number | bigint | string | Uint8Array

/** Keys of slots side by side. Of keys that are no scalars, undefined where there is none. */
export type Keys = Column | (TwinKey | undefined)[]
type ArrayOf<T> = new (length: number) => T

/** How keys and values cross, as in the Wasm build: u32 -> i32 and so on. */
export type KeyWire = 'u32' | 'f64' | 'i64' | 'string' | 'bytes'
export type ValueWire = 'none' | 'u32' | 'f32' | 'f64' | 'i64'

const KEY_ARRAYS: Record<KeyWire, ArrayOf<Keys>> = {
  u32: Int32Array,
  f64: Float64Array,
  i64: BigInt64Array,
  string: Array,
  bytes: Array,
}
const VALUE_ARRAYS: Record<ValueWire, ArrayOf<Column> | undefined> = {
  none: undefined,
  u32: Int32Array,
  f32: Float32Array,
  f64: Float64Array,
  i64: BigInt64Array,
}

/** Room for the keys of `n` slots. */
export function keysFor(wire: KeyWire, n: number): Keys {
  return new KEY_ARRAYS[wire](n)
}

/** Room for the values of `n` slots; none in a set. */
export function valuesFor(wire: ValueWire, n: number): Column | undefined {
  const array = VALUE_ARRAYS[wire]
  return array && new array(n)
}

/** What tables do with keys of a wire. */
export abstract class KeyRules {
  /** 32-bit words of a hash. */
  readonly words: number

  constructor(words: number) {
    this.words = words
  }

  /** The key as it is stored. */
  abstract encode(key: TwinKey): TwinKey
  /** A new key for keeping. */
  own(key: TwinKey): TwinKey {
    return key
  }
  /** 32 bits of seeded hash of an encoded key. */
  abstract hash(words: HashWords, key: TwinKey): number
  /** Whether two encoded keys are the same. */
  same(a: TwinKey, b: TwinKey): boolean {
    return a === b
  }
}

class Int32Rules extends KeyRules {
  encode(key: number): number {
    return key | 0
  }
  hash(words: HashWords, key: number): number {
    return hash32(words, key)
  }
}

const floatBits = new Float64Array(1)
const wordsOfFloat = new Uint32Array(floatBits.buffer)
const bigIntBits = new BigInt64Array(1)
const wordsOfBigInt = new Uint32Array(bigIntBits.buffer)

class Float64Rules extends KeyRules {
  encode(key: number): number {
    return key + 0
  }
  hash(words: HashWords, key: number): number {
    floatBits[0] = key === key ? key : NAN
    return hash64(words, wordsOfFloat[0]!, wordsOfFloat[1]!)
  }
  override same(a: number, b: number): boolean {
    return a === b || (a !== a && b !== b)
  }
}

class BigInt64Rules extends KeyRules {
  encode(key: bigint): bigint {
    return asIntN(64, key)
  }
  hash(words: HashWords, key: bigint): number {
    bigIntBits[0] = key
    return hash64(words, wordsOfBigInt[0]!, wordsOfBigInt[1]!)
  }
}

class StringRules extends KeyRules {
  encode(key: string): string {
    return key
  }
  hash(words: HashWords, key: string): number {
    const n = key.length
    const narrow = new Uint8Array(n)
    for (let i = 0; i < n; i++) {
      const c = key.charCodeAt(i)
      if (c > 255) return hashBytes(words, wideBytes(key), true)
      narrow[i] = c
    }
    return hashBytes(words, narrow, false)
  }
}

/** Two bytes a character, little-endian. */
function wideBytes(text: string): Uint8Array {
  const bytes = new Uint8Array(2 * text.length)
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i)
    bytes[2 * i] = c
    bytes[2 * i + 1] = c >>> 8
  }
  return bytes
}

class BytesRules extends KeyRules {
  encode(key: Uint8Array): Uint8Array {
    return key
  }
  override own(key: Uint8Array): Uint8Array {
    return new Uint8Array(key)
  }
  hash(words: HashWords, key: Uint8Array): number {
    return hashBytes(words, key, false)
  }
  override same(a: Uint8Array, b: Uint8Array): boolean {
    if (a.length !== b.length) return false
    for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false
    return true
  }
}

const RULES: Record<KeyWire, KeyRules> = {
  u32: /* @__PURE__ */ new Int32Rules(PLAIN_WORDS),
  f64: /* @__PURE__ */ new Float64Rules(PLAIN_WORDS),
  i64: /* @__PURE__ */ new BigInt64Rules(PLAIN_WORDS),
  string: /* @__PURE__ */ new StringRules(BYTES_WORDS),
  bytes: /* @__PURE__ */ new BytesRules(BYTES_WORDS),
}

export function rulesOf(wire: KeyWire): KeyRules {
  return RULES[wire]
}
