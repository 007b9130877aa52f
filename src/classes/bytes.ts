// What can be a key of bytes, and how long it is.

const byteLength = Object.getOwnPropertyDescriptor(ArrayBuffer.prototype, 'byteLength')!.get!

/** What is taken as a key of bytes: its content counts. A Buffer is a Uint8Array. */
export type BytesLike = Uint8Array | DataView | ArrayBuffer | SharedArrayBuffer

/** The longest key, in bytes: a descriptor of twice as much is an int32. */
export const MAX_KEY_BYTES = 2 ** 30 - 1

/** Any method that validates its array. Not `keys` or `values`, which JavaScriptCore compiles without the check. */
const requireAttached = Uint8Array.prototype.indexOf
const tagOf = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(Uint8Array.prototype), Symbol.toStringTag)!.get!

/** Whether it is a Uint8Array of this realm, not only an object that inherits from one. */
export function isBytes(key: unknown): key is Uint8Array {
  return ArrayBuffer.isView(key) && key instanceof Uint8Array
}

/** Bytes of a key, or -1 if it is none: of another type, too long, or over a buffer that was detached or has shrunk. */
export function byteLengthOf(key: unknown): number {
  if (!isBytes(key)) return lengthOfOther(key)
  const n = key.length
  if (n !== 0) return n <= MAX_KEY_BYTES ? n : -1
  return isAttached(key) ? 0 : -1
}

/** Whether an array of length 0 is not so because its buffer is gone. */
function isAttached(key: Uint8Array): boolean {
  try {
    requireAttached.call(key, 0)
    return true
  } catch {
    return false
  }
}

function lengthOfOther(key: unknown): number {
  const bytes = viewOf(key)
  return bytes === undefined || bytes.length > MAX_KEY_BYTES ? -1 : bytes.length
}

/** The bytes of a key that is no Uint8Array of this realm, or undefined if it is no key. */
export function viewOf(key: unknown): Uint8Array | undefined {
  if (typeof key !== 'object' || key === null) return undefined
  try {
    if (ArrayBuffer.isView(key)) {
      if (tagOf.call(key) === 'Uint8Array') return isAttached(key as Uint8Array) ? (key as Uint8Array) : undefined
      return key instanceof DataView ? new Uint8Array(key.buffer, key.byteOffset, key.byteLength) : undefined
    }
    // The getter throws for what only inherits from an ArrayBuffer, the view for what is detached.
    if (key instanceof ArrayBuffer) return byteLength.call(key) >= 0 ? new Uint8Array(key) : undefined
    const isShared = typeof SharedArrayBuffer === 'function' && key instanceof SharedArrayBuffer
    return isShared && key.byteLength >= 0 ? new Uint8Array(key) : undefined
  } catch {
    // The buffer is detached, or too short by now.
    return undefined
  }
}

/** The bytes of a key. Precondition: `byteLengthOf` accepts it. */
export function bytesOf(key: BytesLike): Uint8Array {
  return isBytes(key) ? key : viewOf(key)!
}

/** A copy of the bytes of a key, for keeping. */
export function copyOf(key: BytesLike): Uint8Array {
  return new Uint8Array(bytesOf(key))
}
