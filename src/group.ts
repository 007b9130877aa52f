// tophash/group: matching 8 or 16 tophash bytes at once, as the tables do it, for everyone.
//
// A group is a Uint8Array of 8 or 16 bytes. A match is a mask of one bit a byte, byte 0 in bit 0; walk it with
// `for (let mask = matchTopHash(group, top); mask !== 0; mask = next(mask)) first(mask)`.
//
// Three forms give the same answers. `simd` asks the Wasm module: one SIMD comparison, or SWAR where SIMD is missing.
// `swar` works on four bytes within one 32-bit word of JavaScript. `plain` is the loop that says what is meant. The
// functions of the module itself are those of `swar`: from JavaScript, a crossing costs more than it saves.

import { clz32, imul, RangeError } from './basics/builtins.js'
import { badArgument } from './basics/errors.js'
import { tagOf } from './basics/realms.js'
import * as states from './generated/constants.js'
import { theSpace } from './spaces/buckets/default.js'

/** A tophash: every later slot is empty too. */
export const EMPTY_REST: number = states.EMPTY_REST
/** A tophash: the slot is empty, its entry was deleted. */
export const EMPTY_ONE: number = states.EMPTY_ONE
/** The least tophash of a full slot; those between mark evacuated slots of an old array. */
export const MIN_TOPHASH: number = states.MIN_TOPHASH

export interface GroupMatcher {
  /** Bytes equal to `tophash`, 0 to 255. @throws RangeError unless the group has 8 or 16 bytes. O(1). */
  matchTopHash(group: Uint8Array, tophash: number): number
  /** Bytes EMPTY_REST or EMPTY_ONE. */
  matchEmpty(group: Uint8Array): number
  /** Bytes of MIN_TOPHASH or more. */
  matchFull(group: Uint8Array): number
}

/** Index of the first byte of a mask; 32 if the mask is 0. */
export function first(mask: number): number {
  return mask === 0 ? 32 : 31 - clz32(mask & -mask)
}

/** The mask without its first byte. */
export function next(mask: number): number {
  return mask & (mask - 1)
}

function checkGroup(where: string, group: Uint8Array): void {
  if (tagOf(group) !== 'Uint8Array') throw badArgument(where, 'group', 'a Uint8Array of 8 or 16 bytes', '', group)
  if (group.length !== 8 && group.length !== 16) {
    throw new RangeError(`${where}: group must have 8 or 16 bytes, got ${group.length}`)
  }
}

function checkTopHash(where: string, tophash: number): void {
  if (typeof tophash !== 'number' || (tophash & 0xff) !== tophash) {
    throw badArgument(where, 'tophash', 'an integer from 0 to 255', 'number', tophash)
  }
}

/** Four bytes as a little-endian word; 0 beyond the end of the group. */
function wordAt(group: Uint8Array, at: number): number {
  return group[at]! | (group[at + 1]! << 8) | (group[at + 2]! << 16) | (group[at + 3]! << 24)
}

const LOW_BITS = 0x01010101
const LOW_SEVEN = 0x7f7f7f7f

/** One bit for every byte of a word that is zero. Exact: no borrow runs from byte to byte. */
function zeroBytes(word: number): number {
  const high = ~(((word & LOW_SEVEN) + LOW_SEVEN) | word | LOW_SEVEN)
  return (imul(high >>> 7, 0x00204081) >>> 21) & 0xf
}

/** One bit for every byte of MIN_TOPHASH or more. */
function fullBytes(word: number): number {
  const high = (((word & LOW_SEVEN) + LOW_BITS * (128 - MIN_TOPHASH)) | word) & ~LOW_SEVEN
  return (imul(high >>> 7, 0x00204081) >>> 21) & 0xf
}

export const swar: GroupMatcher = {
  matchTopHash(group, tophash) {
    checkGroup('matchTopHash', group)
    checkTopHash('matchTopHash', tophash)
    const pattern = imul(LOW_BITS, tophash)
    let mask = 0
    for (let at = 0; at < group.length; at += 4) mask |= zeroBytes(wordAt(group, at) ^ pattern) << at
    return mask
  },
  matchEmpty(group) {
    checkGroup('matchEmpty', group)
    let mask = 0
    for (let at = 0; at < group.length; at += 4) mask |= zeroBytes(wordAt(group, at) & ~LOW_BITS) << at
    return mask
  },
  matchFull(group) {
    checkGroup('matchFull', group)
    let mask = 0
    for (let at = 0; at < group.length; at += 4) mask |= fullBytes(wordAt(group, at)) << at
    return mask
  },
}

export const plain: GroupMatcher = {
  matchTopHash(group, tophash) {
    checkGroup('matchTopHash', group)
    checkTopHash('matchTopHash', tophash)
    return maskOf(group, byte => byte === tophash)
  },
  matchEmpty(group) {
    checkGroup('matchEmpty', group)
    return maskOf(group, byte => byte <= EMPTY_ONE)
  },
  matchFull(group) {
    checkGroup('matchFull', group)
    return maskOf(group, byte => byte >= MIN_TOPHASH)
  },
}

function maskOf(group: Uint8Array, test: (byte: number) => boolean): number {
  let mask = 0
  for (let i = 0; i < group.length; i++) if (test(group[i]!)) mask |= 1 << i
  return mask
}

/** The bits of the bytes that a group has. */
function present(group: Uint8Array, mask: number): number {
  return group.length === 8 ? mask & 0xff : mask
}

export const simd: GroupMatcher = {
  matchTopHash(group, tophash) {
    checkGroup('matchTopHash', group)
    checkTopHash('matchTopHash', tophash)
    const [w0, w1, w2, w3] = [wordAt(group, 0), wordAt(group, 4), wordAt(group, 8), wordAt(group, 12)]
    return present(group, theSpace().exports.groupMatchTopHash(w0, w1, w2, w3, tophash))
  },
  matchEmpty(group) {
    checkGroup('matchEmpty', group)
    const [w0, w1, w2, w3] = [wordAt(group, 0), wordAt(group, 4), wordAt(group, 8), wordAt(group, 12)]
    return present(group, theSpace().exports.groupMatchEmpty(w0, w1, w2, w3))
  },
  matchFull(group) {
    checkGroup('matchFull', group)
    const [w0, w1, w2, w3] = [wordAt(group, 0), wordAt(group, 4), wordAt(group, 8), wordAt(group, 12)]
    return present(group, theSpace().exports.groupMatchFull(w0, w1, w2, w3))
  },
}

/** Bytes of a group of 8 or 16 equal to `tophash`, one bit a byte. */
export const matchTopHash = swar.matchTopHash
/** Bytes EMPTY_REST or EMPTY_ONE, one bit a byte. */
export const matchEmpty = swar.matchEmpty
/** Bytes of MIN_TOPHASH or more, one bit a byte. */
export const matchFull = swar.matchFull
