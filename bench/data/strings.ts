/**
 * Seeded strings, decoded from bytes: every call makes a new flat string object that nobody has hashed and that is not
 * internalized, as decoding a file or a message does. The i-th string begins with 7 digits that say i.
 */
import type { Order } from '../common/rows.js'
import { mix } from './mix.js'

const DIGITS = Buffer.from('abcdefghijklmnopqrstuvwxyz234567', 'latin1')

const SHORTEST = 8
const LONGEST = 24

const scratch = Buffer.alloc(LONGEST)

const stringOf = (number: number, length: number, seed: number) => {
  let rest = number
  let noise = number ^ ~seed
  for (let at = 0; at < length; at++) {
    if (at % 6 === 0 && at > 0) noise = mix(noise)
    // 32 bits take 7 digits; then come digits of noise, 5 bits each.
    scratch[at] = DIGITS[(at < 7 ? rest : noise >>> ((at % 6) * 5)) & 31]!
    rest >>>= 5
  }
  return scratch.toString('latin1', 0, length)
}

const numberOf = (i: number, seed: number, order: Order) => (order === 'random' ? mix(i + seed) : i)

/** String number i: 8 to 24 characters. */
export const stringKey = (i: number, seed: number, order: Order) => {
  const number = numberOf(i, seed, order)
  return stringOf(number, SHORTEST + ((mix(number) >>> 0) % (LONGEST - SHORTEST + 1)), seed)
}

const string12Key = (i: number, seed: number, order: Order) => stringOf(numberOf(i, seed, order), 12, seed)

const listOf = (make: typeof stringKey) => (from: number, to: number, seed: number, order: Order) => {
  const keys: string[] = new Array(to - from)
  for (let i = from; i < to; i++) keys[i - from] = make(i, seed, order)
  return keys
}

export const stringKeys = listOf(stringKey)
export const string12Keys = listOf(string12Key)
