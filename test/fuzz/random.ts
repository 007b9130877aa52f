// Numbers that a seed foretells, for what the streams choose and for what the library draws.

import { random32 } from '../../src/basics/random.js'

/** Numbers below 2^32. */
export function numbersOf(seed: number): () => number {
  let x = (seed ^ 0x9e3779b9) >>> 0
  return () => {
    x = (x + 0x6d2b79f5) >>> 0
    let y = Math.imul(x ^ (x >>> 15), x | 1)
    y ^= y + Math.imul(y ^ (y >>> 7), y | 61)
    return (y ^ (y >>> 14)) >>> 0
  }
}

let numbers: (() => number) | undefined
let fills = 0
const drawn = crypto.getRandomValues

/** What the library asks for random numbers. */
function fill<T extends ArrayBufferView | null>(array: T): T {
  if (numbers === undefined) return drawn.call(crypto, array as never) as T
  fills++
  const words = array as unknown as Uint32Array
  for (let i = 0; i < words.length; i++) words[i] = numbers()
  return array
}

/** From now on seeds, hashes and where iterations begin are as the seed says. */
export function seedLibrary(seed: number): void {
  if (crypto.getRandomValues !== fill)
    Object.defineProperty(crypto, 'getRandomValues', { value: fill, configurable: true })
  numbers = numbersOf(seed)
  // What the library drew ahead is used up first.
  for (const before = fills; fills === before; ) random32()
}

/** Random numbers are random again. */
export function unseedLibrary(): void {
  numbers = undefined
  if (crypto.getRandomValues === fill) delete (crypto as any).getRandomValues
}
