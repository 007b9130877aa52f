// How the twin is given keys of bytes: as they are.

import { type BytesLike, byteLengthOf, bytesOf } from '../../kinds/bytes.js'
import { accepts } from '../../kinds/string.js'
import type { TwinKey } from './wires.js'

/** A key itself. */
export type Staged = TwinKey

/** The same, or NO_KEY. */
export type Probed = Staged | undefined

/** In place of a key: there is no such key. */
const NO_KEY = undefined

/** Whether it is a key. */
export const isStaged = (staged: Probed): staged is Staged => staged !== NO_KEY
/** Whether it is none because memory is out: never so. */
export const lacksMemory = (_staged: Probed): boolean => false

export function probeString(_memory: undefined, key: unknown, _keyLength: number): Probed {
  return accepts(key) ? key : NO_KEY
}

/** NO_KEY if it is no key of `keyLength` bytes, or of any length if that is 0. */
export function probeBytes(_memory: undefined, key: BytesLike, keyLength: number): Probed {
  const n = byteLengthOf(key)
  return n < 0 || (keyLength !== 0 && n !== keyLength) ? NO_KEY : bytesOf(key)
}

export function stageString(_memory: undefined, key: string): Staged {
  return key
}

export function stageBytes(_memory: undefined, key: BytesLike): Staged {
  return bytesOf(key)
}

export function stageRange(_memory: undefined, buffer: Uint8Array, start: number, end: number): Staged {
  return buffer.subarray(start, end)
}
