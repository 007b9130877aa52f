// Text in memory: one byte a character if all of its characters fit, else two. So the same text is the same bytes, whichever
// way the engine holds it.

import { fromCharCode, Uint16Array } from './builtins.js'
import type { Views } from './views.js'

/** Characters that fromCharCode takes at once. */
const BATCH = 4096

/** Up to this many characters are read one by one: calling a builtin costs more. */
const MOST_BY_LOOP = 32

/** Undefined in jsdom, as Jest sets it up. */
export const encoder: TextEncoder | undefined = typeof TextEncoder === 'function' ? new TextEncoder() : undefined

/** Text of `n` bytes, two a character if it is wide, at any address. */
export function textAt({ bytes, halves }: Views, at: number, n: number, isWide: boolean): string {
  if (!isWide) return fromCodes(bytes.subarray(at, at + n))
  return fromCodes(
    at % 2 === 0 ? halves.subarray(at >>> 1, (at + n) >>> 1) : new Uint16Array(bytes.slice(at, at + n).buffer),
  )
}

/** A string of so many codes of UTF-16. */
export function fromCodes(codes: Uint8Array | Uint16Array): string {
  if (codes.length <= BATCH) return fromCharCode.apply(null, codes as unknown as number[])
  let text = ''
  for (let i = 0; i < codes.length; i += BATCH) {
    text += fromCharCode.apply(null, codes.subarray(i, i + BATCH) as unknown as number[])
  }
  return text
}

/**
 * Writes text of one byte a character, 4 at a time: up to 3 bytes behind it become 0. Returns whether all characters fitted;
 * else what is written is of no use. Precondition: `at` is a multiple of 4.
 */
export function writeNarrow(to: Views, at: number, text: string): boolean {
  const n = text.length
  if (n > MOST_BY_LOOP && encoder !== undefined) {
    to.words[(at + n - 1) >>> 2] = 0
    // It writes UTF-8, which is Latin-1 exactly if it wrote one byte a character.
    const { read, written } = encoder.encodeInto(text, to.bytes.subarray(at, at + n))
    if (read === n && written === n) return true
  }
  const { words } = to
  let all = 0
  let word = at >>> 2
  let i = 0
  for (const whole = n - 3; i < whole; i += 4) {
    const c0 = text.charCodeAt(i)
    const c1 = text.charCodeAt(i + 1)
    const c2 = text.charCodeAt(i + 2)
    const c3 = text.charCodeAt(i + 3)
    all |= c0 | c1 | c2 | c3
    words[word++] = c0 | (c1 << 8) | (c2 << 16) | (c3 << 24)
  }
  if (i < n) {
    let last = 0
    for (let shift = 0; i < n; i++, shift += 8) {
      const c = text.charCodeAt(i)
      all |= c
      last |= c << shift
    }
    words[word] = last
  }
  return all <= 255
}

/** Writes text of two bytes a character; up to 2 bytes behind it become 0. Precondition: `at` is a multiple of 4. */
export function writeWide(to: Views, at: number, text: string): void {
  const { halves } = to
  const n = text.length
  const first = at >>> 1
  for (let i = 0; i < n; i++) halves[first + i] = text.charCodeAt(i)
  if (n % 2 !== 0) halves[first + n] = 0
}

/** Whether a character needs two bytes. */
export function needsWide(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 255) return true
  return false
}
