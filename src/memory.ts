// Views over the linear memory. Nothing else touches memory.buffer. Growing the memory detaches the buffer, so views are
// renewed when they are found empty.

let memory: WebAssembly.Memory

export let words = new Int32Array(0)
export let halves = new Uint16Array(0)
export let bytes = new Uint8Array(0)
export let view = new DataView(new ArrayBuffer(0))

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
}
