// Keys of bytes and of several parts are equal by content, and every walk hands out fresh arrays. In a built-in Map or Set each
// would be a key of its own. These stand in for them as models: as Map and Set where keys are primitive, else by content.

/** The same for equal keys, different for others: a text of the bytes or parts, or the key itself. */
export function idOf(key: any): any {
  if (Array.isArray(key)) return `parts ${JSON.stringify(key.map(part => `${typeof part} ${String(idOf(part))}`))}`
  return key instanceof Uint8Array ? `bytes ${Buffer.from(key).toString('latin1')}` : key
}

/** A key as a message is to show it. */
export function show(key: any): string {
  if (Array.isArray(key)) return `[${key.map(show).join(', ')}]`
  if (key instanceof Uint8Array) return `${key.length} bytes [${key.subarray(0, 20).join()}]`
  return typeof key === 'string' ? JSON.stringify(key.slice(0, 40)) : String(key)
}

/** A key as it is handed out: without a negative zero. */
function canonical(key: any): any {
  if (Array.isArray(key)) return key.map(canonical)
  return key === 0 ? 0 : key
}

const isByContent = (key: any): boolean => key instanceof Uint8Array || Array.isArray(key)

/** A Map of keys by content. */
export class KeyMap<V> {
  readonly #entries = new Map<any, [key: any, value: V]>()

  constructor(entries: Iterable<readonly [any, V]> = []) {
    for (const [key, value] of entries) this.set(key, value)
  }

  get size(): number {
    return this.#entries.size
  }

  has(key: any): boolean {
    return this.#entries.has(idOf(key))
  }

  get(key: any): V | undefined {
    return this.#entries.get(idOf(key))?.[1]
  }

  set(key: any, value: V): this {
    const entry = this.#entries.get(idOf(key))
    if (entry === undefined) this.#entries.set(idOf(key), [canonical(key), value])
    else entry[1] = value
    return this
  }

  delete(key: any): boolean {
    return this.#entries.delete(idOf(key))
  }

  clear(): void {
    this.#entries.clear()
  }

  *keys(): Generator<any, undefined> {
    for (const [key] of this.#entries.values()) yield key
  }

  *entries(): Generator<[any, V], undefined> {
    for (const [key, value] of this.#entries.values()) yield [key, value]
  }

  [Symbol.iterator](): Generator<[any, V], undefined> {
    return this.entries()
  }
}

/** A Set of keys by content. */
export class KeySet {
  readonly #keys = new Map<any, any>()

  constructor(keys: Iterable<any> = []) {
    for (const key of keys) this.add(key)
  }

  get size(): number {
    return this.#keys.size
  }

  has(key: any): boolean {
    return this.#keys.has(idOf(key))
  }

  add(key: any): this {
    if (!this.has(key)) this.#keys.set(idOf(key), canonical(key))
    return this
  }

  delete(key: any): boolean {
    return this.#keys.delete(idOf(key))
  }

  clear(): void {
    this.#keys.clear()
  }

  keys(): MapIterator<any> {
    return this.#keys.values()
  }

  [Symbol.iterator](): MapIterator<any> {
    return this.keys()
  }
}

/** A Map, or what stands for one where keys are equal by content. */
export function mapOf(entries: Iterable<readonly [any, any]>): any {
  const all = [...entries]
  return all.some(([key]) => isByContent(key)) ? new KeyMap(all) : new Map(all)
}

/** A Set, or what stands for one where keys are equal by content. */
export function setOf(keys: Iterable<any>): any {
  const all = [...keys]
  return all.some(isByContent) ? new KeySet(all) : new Set(all)
}
