// Views over the linear memory. Nothing else touches memory.buffer. Growing the memory detaches the buffer, so views are
// renewed when they are found empty.

let memory: WebAssembly.Memory

export let words = new Int32Array(0)
export let halves = new Uint16Array(0)
export let bytes = new Uint8Array(0)
export let view = new DataView(new ArrayBuffer(0))
let uints = new Uint32Array(0)
let floats32 = new Float32Array(0)
let floats = new Float64Array(0)
let bigInts = new BigInt64Array(0)
let bigUints = new BigUint64Array(0)

export function useMemory(used: WebAssembly.Memory): void {
  memory = used
  renewViews()
}

/** Call before reading a run of addresses. */
export function renewViews(): void {
  if (bytes.length !== 0 && bytes.buffer === memory.buffer) return
  const buffer = memory.buffer
  words = new Int32Array(buffer)
  halves = new Uint16Array(buffer)
  bytes = new Uint8Array(buffer)
  view = new DataView(buffer)
  uints = new Uint32Array(buffer)
  floats32 = new Float32Array(buffer)
  floats = new Float64Array(buffer)
  bigInts = new BigInt64Array(buffer)
  bigUints = new BigUint64Array(buffer)
}

/** The memory as a typed array of the same type as another. Call `renewViews` before. */
export function viewLike(array: object): any {
  if (array instanceof Int32Array) return words
  if (array instanceof Float64Array) return floats
  if (array instanceof Uint32Array) return uints
  if (array instanceof BigInt64Array) return bigInts
  if (array instanceof BigUint64Array) return bigUints
  return array instanceof Float32Array ? floats32 : bytes
}
