// A word is a run of letters, digits and underscores, or of bytes beyond ASCII, of which UTF-8 makes its other letters.

const ASCII_WORD = /\w/

/** 1 for a byte that belongs to a word. */
const isWord = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte >= 0x80 || ASCII_WORD.test(String.fromCharCode(byte)) ? 1 : 0,
)

// No string of V8 holds much more than 2^29 characters.
const PIECE_BYTES = 2 ** 26

/** A file in pieces that can be decoded, cut between words; only a word of more than 2^26 bytes is cut itself. */
export function piecesOf(text: Buffer): Buffer[] {
  const pieces: Buffer[] = []
  for (let start = 0; start < text.length; ) {
    const last = Math.min(text.length, start + 2 * PIECE_BYTES)
    let end = Math.min(last, start + PIECE_BYTES)
    while (end < last && isWord[text[end]!] === 1) end += 1
    pieces.push(text.subarray(start, end))
    start = end
  }
  return pieces
}

/** Counted in a way of its own: a check of the other two, which leaves their loops to the run that is timed. */
export function wordsIn(bytes: Uint8Array): number {
  let words = 0
  let before = 0
  for (let i = 0; i < bytes.length; i++) {
    const now = isWord[bytes[i]!]!
    words += now & ~before
    before = now
  }
  return words
}

export function eachWordOfBytes(bytes: Uint8Array, act: (start: number, end: number) => void): void {
  const length = bytes.length
  let start = 0
  while (start < length) {
    if (isWord[bytes[start]!] === 0) {
      start += 1
      continue
    }
    let end = start + 1
    while (end < length && isWord[bytes[end]!] === 1) end += 1
    act(start, end)
    start = end + 1
  }
}

/** The same of a text of one character a byte. */
export function eachWordOfText(text: string, act: (word: string) => void): void {
  const length = text.length
  let start = 0
  while (start < length) {
    if (isWord[text.charCodeAt(start)] === 0) {
      start += 1
      continue
    }
    let end = start + 1
    while (end < length && isWord[text.charCodeAt(end)] === 1) end += 1
    act(text.slice(start, end))
    start = end + 1
  }
}
