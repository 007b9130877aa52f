/** What people write to use bytes as keys of a `Map`: a string of one character a byte, made for each operation. */
export class Latin1Map<V> {
  private readonly map = new Map<string, V>()

  get size() {
    return this.map.size
  }

  get(key: Buffer) {
    return this.map.get(key.toString('latin1'))
  }

  has(key: Buffer) {
    return this.map.has(key.toString('latin1'))
  }

  set(key: Buffer, value: V) {
    this.map.set(key.toString('latin1'), value)
    return this
  }

  delete(key: Buffer) {
    return this.map.delete(key.toString('latin1'))
  }
}
