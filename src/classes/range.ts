// Keys of bytes that are named by a range of a buffer.

import { isInteger, RangeError, TypeError } from '../basics/builtins.js'
import { badArgument } from '../basics/errors.js'
import type { Body } from '../body/body.js'
import { badLength, byteLengthOf, isBytes, MAX_KEY_BYTES } from '../kinds/bytes.js'

/** Whether a range of a buffer is as long as a key must be. Throws if it is no range of a buffer. */
export function isKeyRange(body: Body, buffer: unknown, start: number, end: number, method: string): boolean {
  if (!isRange(buffer, start, end)) requireRange(body, buffer, start, end, method)
  const n = end - start
  return body.keyLength === 0 ? n <= MAX_KEY_BYTES : n === body.keyLength
}

/** Small, so that it is inlined. */
function isRange(buffer: unknown, start: number, end: number): boolean {
  if (!isBytes(buffer) || typeof start !== 'number' || typeof end !== 'number') return false
  return start >>> 0 === start && end >>> 0 === end && start < end && end <= buffer.length
}

/** Cold: throws, unless the range is empty and inside its buffer. */
function requireRange(body: Body, buffer: unknown, start: number, end: number, method: string): void {
  const where = body.where(method)
  if (!isBytes(buffer)) throw new TypeError(badArgument(where, 'buffer', 'a Uint8Array', '', buffer).message)
  const isEmpty = typeof start === 'number' && start === end && start >>> 0 === start && end <= buffer.length
  if (!isEmpty) throw badBounds(where, buffer, start, end)
  if (byteLengthOf(buffer) < 0) throw new TypeError(`${where}: buffer is detached or out of bounds`)
}

function badBounds(where: string, buffer: Uint8Array, start: unknown, end: unknown): Error {
  const limit = `an integer from 0 to ${buffer.length}, the length of buffer`
  const isIn = (x: unknown) => typeof x === 'number' && isInteger(x) && x >= 0 && x <= buffer.length
  if (!isIn(start)) return badArgument(where, 'start', limit, 'number', start)
  if (!isIn(end)) return badArgument(where, 'end', limit, 'number', end)
  return new RangeError(`${where}: start must not be greater than end, got ${start} and ${end}`)
}

/** What is wrong with a range that is not as long as a key. */
export function badRange(body: Body, start: number, end: number, method: string): Error {
  body.live(method)
  return badLength(body.where(method), body.keyLength, end - start)
}
