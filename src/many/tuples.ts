// Many keys of several parts: a column for each part. What can be packed as tables hold it goes to the engine as a whole: pairs
// as a column of 64-bit integers, others as ranges of a buffer. If a part of some key cannot be one, all keys are done one by
// one, which says what is wrong with it in its turn.

import { arrayFrom, BigInt64Array, isArray, RangeError, TypeError } from '../basics/builtins.js'
import { badArgument } from '../basics/errors.js'
import { tagOf } from '../basics/realms.js'
import type { Body } from '../body/body.js'
import type { ManyKeys } from '../body/many.js'
import type { TupleCodec } from '../kinds/tuple.js'
import { packPairs, packRanges } from '../kinds/tuple-columns.js'
import { requireArray } from './checks.js'
import { ColumnKeys } from './column.js'
import { EachKey, type OneKey } from './each.js'
import { BodyKey } from './one.js'
import { apart } from './overlap.js'
import { rangesOfKeys } from './ranges.js'

type Columns = readonly ArrayLike<unknown>[]

/** The keys of a call. @throws TypeError or RangeError if they are no columns of one length, one a part */
export function tupleKeys(body: Body, method: string, keys: unknown): ManyKeys {
  const codec = body.codec!
  const where = body.where(method)
  if (!isArray(keys) || keys.length !== codec.n) {
    const wanted = `an array of ${codec.n} columns, one for each part`
    const got = isArray(keys) ? `${where}: keys must be ${wanted}, got ${keys.length}` : undefined
    throw new TypeError(got ?? badArgument(where, 'keys', wanted, '', keys).message)
  }
  const columns = keys as Columns
  const lengths = columns.map((column, i) => requireArray(where, `keys[${i}]`, column))
  const n = lengths[0]!
  if (lengths.some(length => length !== n)) {
    throw new RangeError(`${where}: columns of keys must have the same length, got ${lengths.join(', ')}`)
  }
  const one = new BodyKey(body)
  const packed = codec.isPair ? pairKeys(body, method, one, columns, n) : rangeKeys(body, method, one, columns, n)
  return packed ?? new EachTuple(n, one, columns)
}

/** Key by key, whatever is in the columns. */
class EachTuple extends EachKey {
  private columns: Columns

  constructor(n: number, one: OneKey, columns: Columns) {
    super(n, one, [])
    this.columns = columns
  }

  override apartFrom(answers: unknown): void {
    if (tagOf(answers) === undefined) return
    this.columns = this.columns.map(column =>
      tagOf(column) === undefined
        ? // Its elements may be bytes.
          arrayFrom({ length: this.n }, (_, i) => apart(column[i], answers))
        : apart(column, answers),
    )
  }

  protected override key(i: number): unknown {
    return this.columns.map(column => column[i])
  }
}

/** Pairs, as tables hold them. */
class PairKeys extends ColumnKeys {
  private readonly words: Int32Array
  private readonly codec: TupleCodec

  constructor(body: Body, method: string, one: OneKey, words: Int32Array) {
    super(body, method, one, new BigInt64Array(words.buffer as ArrayBuffer))
    this.words = words
    this.codec = body.codec!
  }

  protected override key(i: number): unknown {
    return this.codec.pairOf(this.words[2 * i]!, this.words[2 * i + 1]!)
  }
}

function pairKeys(body: Body, method: string, one: OneKey, columns: Columns, n: number): ManyKeys | undefined {
  const words = packPairs(body.codec!, columns, n)
  return words && new PairKeys(body, method, one, words)
}

function rangeKeys(body: Body, method: string, one: OneKey, columns: Columns, n: number): ManyKeys | undefined {
  const ranges = packRanges(body.codec!, columns, n)
  return ranges && rangesOfKeys(body, method, one, ranges)
}
