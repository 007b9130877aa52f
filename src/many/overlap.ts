// Answers that are written over the memory that keys are read from.

import { isSharedArrayBuffer, ownArray, tagOf } from '../basics/realms.js'
import { byteLengthOf, bytesOf } from '../kinds/bytes.js'

/** A typed array of this realm over the memory of an array or of a key of bytes; undefined of anything else. */
function memoryOf(x: unknown): Uint8Array | undefined {
  if (tagOf(x) !== undefined) return ownArray(x as Uint8Array)
  return byteLengthOf(x) < 0 ? undefined : bytesOf(x as Uint8Array)
}

/** Whether they may have bytes in common. Two shared buffers may be of the same memory. */
function overlap(a: Uint8Array, b: Uint8Array): boolean {
  if (a.buffer !== b.buffer && !(isSharedArrayBuffer(a.buffer) && isSharedArrayBuffer(b.buffer))) return false
  return a.byteOffset < b.byteOffset + b.byteLength && b.byteOffset < a.byteOffset + a.byteLength
}

/** What is read, an array or a key, or a copy of it if what is written may overlap it. */
export function apart<T>(read: T, written: unknown): T {
  const [from, to] = [memoryOf(read), memoryOf(written)]
  return from !== undefined && to !== undefined && overlap(from, to) ? (from.slice() as T) : read
}

/** Whether element i of the one is at the place of element i of the other, so that it is read before it is written. */
export function isInStep(read: ArrayLike<unknown>, written: unknown): boolean {
  if (tagOf(written) === undefined) return false
  const [from, to] = [ownArray(read as Uint8Array), ownArray(written as Uint8Array)]
  return (
    from.buffer === to.buffer && from.byteOffset === to.byteOffset && from.BYTES_PER_ELEMENT === to.BYTES_PER_ELEMENT
  )
}
