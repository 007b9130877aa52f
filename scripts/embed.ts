// Embeds the Wasm binaries in the package as base64, so that nothing has to be fetched or configured.
//
// Those with and without SIMD are compiled from the same source: most functions are the same in both, and the others alike.
// So both are cut into pieces, a function a piece, which stand side by side, each that is the same in both only once:
// deflate then finds nearly everything of the second in the first, and the second costs a tenth of what the first does.

import { readFileSync } from 'node:fs'
import { deflateRawSync } from 'node:zlib'
import { GENERATED, root, write } from './generated.js'

const read = (name: string) => readFileSync(`${root}build/tophash-${name}.wasm`)

const MAGIC_AND_VERSION = 8
const CODE_SECTION = 10

/** The unsigned LEB128 number at an offset, and where it ends. */
function numberAt(wasm: Buffer, offset: number): [value: number, end: number] {
  let value = 0
  for (let shift = 0; ; shift += 7) {
    const byte = wasm[offset++]!
    value += (byte & 127) * 2 ** shift
    if (byte < 128) return [value, offset]
  }
}

/** Where the pieces of a binary begin: sections, and in that of code each function. */
function startsOf(wasm: Buffer): number[] {
  const starts = [0]
  let offset = MAGIC_AND_VERSION
  while (offset < wasm.length) {
    starts.push(offset)
    const id = wasm[offset]
    const [size, content] = numberAt(wasm, offset + 1)
    offset = content + size
    if (id !== CODE_SECTION) continue
    let [functions, at] = numberAt(wasm, content)
    for (; functions > 0; functions--) {
      starts.push(at)
      const [length, body] = numberAt(wasm, at)
      at = body + length
    }
  }
  return starts
}

function piecesOf(wasm: Buffer): Buffer[] {
  return startsOf(wasm).map((start, i, starts) => wasm.subarray(start, starts[i + 1]))
}

/** Lengths are numbers of 16 bits. */
const MOST_BYTES = 0xffff
const NOTHING = Buffer.alloc(0)

/** Pieces in threes: what both binaries have next, what then only the one has, and what only the other. */
function interleave(one: Buffer[], other: Buffer[]): Buffer[] {
  if (one.length !== other.length) throw new Error('embed: the binaries differ in their sections or functions')
  const threes: Buffer[] = []
  let common: Buffer[] = []
  let length = 0
  const end = (first: Buffer, second: Buffer) => {
    threes.push(Buffer.concat(common), first, second)
    common = []
    length = 0
  }
  for (const [i, piece] of one.entries()) {
    if (!piece.equals(other[i]!)) end(piece, other[i]!)
    else {
      if (length + piece.length > MOST_BYTES) end(NOTHING, NOTHING)
      common.push(piece)
      length += piece.length
    }
  }
  return [...threes, Buffer.concat(common)]
}

/** The number of pieces, their lengths, and the pieces: src/spaces/wasm/embedded.ts takes them apart. Numbers of 16 bits. */
function pack(pieces: Buffer[]): Buffer {
  const numbers = Buffer.alloc(2 * (1 + pieces.length))
  // Throws at a piece of 64 KiB or more.
  for (const [i, number] of [pieces.length, ...pieces.map(({ length }) => length)].entries()) {
    numbers.writeUInt16LE(number, 2 * i)
  }
  return Buffer.concat([numbers, ...pieces])
}

/** Writes the binaries of a space into src/generated. `names` are those of the files in build/; of one that is for engines with
 * SIMD only, both are the same. */
export function embed(space: string, names: { simd: string; swar: string }): void {
  const simd = read(names.simd)
  const swar = read(names.swar)
  const packed = pack(interleave(piecesOf(simd), piecesOf(swar)))
  write(
    `src/generated/${space}/binary.ts`,
    `${GENERATED}
import type { Packed } from '../../spaces/wasm/embedded.js'

export const BINARY: Packed = {
  pieces: '${deflateRawSync(packed, { level: 9 }).toString('base64')}',
  bytes: ${packed.length},
  simdBytes: ${simd.length},
  swarBytes: ${swar.length},
}
`,
  )
}
