// What maps and sets with string keys add: keys in UTF-8, side by side in a buffer.

import { endOf, type KeySource, type Ranges, startOf } from './many.js'
import { type PackedKeys, packedRanges } from './packed.js'
import { TypedMap } from './typed-map.js'
import { TypedSet } from './typed-set.js'

/** Many keys for a call: an array of strings, or UTF-8, of which no strings are made. */
export type ManyStrings = ArrayLike<string> | PackedKeys

/** A byte order mark is a character like any other; what is malformed becomes U+FFFD. */
const decoder = new TextDecoder('utf-8', { ignoreBOM: true })

/** The single-key operations, for keys that are not dealt with in bulk. */
function utf8Source(owner: any, ranges: Ranges): KeySource {
  const textOf = (i: number) => {
    const part = ranges.bytes.subarray(startOf(ranges, i), endOf(ranges, i))
    // Decoders refuse memory that others may write to.
    return decoder.decode(part.buffer instanceof ArrayBuffer ? part : part.slice())
  }
  return {
    has: i => owner.has(textOf(i)),
    delete: i => owner.delete(textOf(i)),
    getOr: (i, fallback) => owner.getOr(textOf(i), fallback),
    set: (i, value) => owner.set(textOf(i), value),
    increment: (i, by) => owner.increment(textOf(i), by),
    add: i => owner.add(textOf(i)),
  }
}

export abstract class StringMapBase<K, V> extends TypedMap<K, V> {
  /** @internal */
  override _ranges(method: string, keys: unknown): Ranges | undefined {
    return packedRanges(this._where(method), keys, true)
  }
  /** @internal */
  override _rangeSource(ranges: Ranges): KeySource {
    return utf8Source(this, ranges)
  }
}

export abstract class StringSetBase<K> extends TypedSet<K, ManyStrings> {
  /** @internal */
  override _ranges(method: string, keys: unknown): Ranges | undefined {
    return packedRanges(this._where(method), keys, true)
  }
  /** @internal */
  override _rangeSource(ranges: Ranges): KeySource {
    return utf8Source(this, ranges)
  }
}
