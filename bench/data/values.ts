/** Seeded values. */
import { mix } from './mix.js'

/** Small enough that counting on top of them never leaves int32. */
export const makeInt32Values = (n: number, seed: number) => {
  const values = new Int32Array(n)
  for (let i = 0; i < n; i++) values[i] = mix(i ^ (seed + 0x5bd1)) & 0xf_ffff
  return values
}

export interface Box {
  id: number
}

export const makeBoxes = (n: number, seed: number) => {
  const boxes: Box[] = new Array(n)
  for (let i = 0; i < n; i++) boxes[i] = { id: mix(i ^ (seed + 0x5bd1)) & 0xf_ffff }
  return boxes
}
