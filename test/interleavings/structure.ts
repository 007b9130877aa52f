// Looks at the memory of a table when nobody is at work: that everything is where it belongs, and nothing is lost.

import * as L from './layout.js'

export interface Structure {
  entries: Map<number, number>
  problems: string[]
}

class Walk {
  readonly entries = new Map<number, number>()
  readonly problems: string[] = []
  /** Overflow buckets, by where they were met. */
  protected readonly met = new Map<number, string>()
  protected readonly bucketBytes: number = L.BUCKET
  private readonly bytes: Uint8Array

  constructor(
    protected readonly words: Uint32Array,
    protected readonly table: number,
  ) {
    this.bytes = new Uint8Array(words.buffer)
  }

  protected at(address: number): number {
    return this.words[address >>> 2]!
  }

  private bucketAt(index: number): number {
    const segment = 32 - Math.clz32(index)
    return (this.at(this.table + L.SEGMENTS + 4 * segment) + index * this.bucketBytes) >>> 0
  }

  private meet(bucket: number, where: string): boolean {
    const other = this.met.get(bucket)
    if (other !== undefined) this.problems.push(`the overflow bucket of ${where} is that of ${other}, too`)
    this.met.set(bucket, where)
    return other === undefined
  }

  private slot(bucket: number, i: number, index: number, bits: number): void {
    const top = this.bytes[bucket + i]!
    if (top === 0) return
    const key = this.keyIn(bucket, i)
    const hash = L.hashOf(key)
    if (L.topOf(hash) !== top) this.problems.push(`key ${key} has the wrong tophash`)
    if ((hash & ((1 << bits) - 1)) !== index) this.problems.push(`key ${key} is in the wrong chain`)
    if (this.entries.has(key)) this.problems.push(`key ${key} is there twice`)
    this.entries.set(key, this.valueIn(bucket, i))
  }

  protected keyIn(bucket: number, i: number): number {
    return this.at(bucket + L.SLOTS + 8 * i) | 0
  }

  protected valueIn(bucket: number, i: number): number {
    return this.at(bucket + L.SLOTS + 8 * i + 4) | 0
  }

  private chain(index: number, bits: number): void {
    let bucket = this.bucketAt(index)
    if (this.at(bucket + L.GUARD) & L.OWNER) this.problems.push(`chain ${index} is locked`)
    for (let isFirst = true; bucket !== 0; isFirst = false) {
      if (!isFirst && !this.meet(bucket, `chain ${index}`)) return
      for (let i = 0; i < 8; i++) this.slot(bucket, i, index, bits)
      bucket = this.at(bucket + L.NEXT)
    }
  }

  chains(): void {
    const state = this.at(this.table + L.STATE)
    const B = L.bitsOf(state)
    const level = state & L.LEVEL
    if (state & L.ENLARGING) this.problems.push('somebody is still getting memory')
    const half = 1 << (B - 1)
    let split = 0
    const levelOf = (index: number) => this.at(this.bucketAt(index) + L.GUARD) & L.LEVEL
    for (let index = 0; index < 1 << B; index++) {
      if (state & L.GROWING) {
        const isOld = levelOf(index & (half - 1)) < level
        if (isOld && index >= half) continue
        if (index < half && !isOld) split++
        this.chain(index, isOld ? B - 1 : B)
        if (levelOf(index) !== (isOld ? level - 1 : level)) this.problems.push(`chain ${index} has a wrong level`)
      } else {
        if (levelOf(index) !== level) this.problems.push(`chain ${index} has another level than the table`)
        this.chain(index, B)
      }
    }
    // Of all growths so far: each has split all chains that there were.
    const before = 2 ** (state & L.GROWING ? B - 1 : B) - 2 ** (B - level)
    const noted = [...Array(64).keys()].reduce((sum, id) => sum + this.at(L.cellAt(this.table, id) + L.SPLIT), 0)
    if (noted !== before + split) this.problems.push(`${before + split} chains are split, ${noted} are noted`)
  }

  /** Cells: the count, and what is in stock. Buckets of chunks that are nowhere may only be there if somebody has died. */
  cells(mayLack: boolean): void {
    let count = 0
    for (let id = 0; id < 64; id++) {
      const cell = L.cellAt(this.table, id)
      count += this.at(cell + L.COUNT) | 0
      let stock = 0
      for (let bucket = this.at(cell + L.FREE); bucket !== 0; bucket = this.at(bucket + L.NEXT)) {
        if (!this.meet(bucket, `the stock of thread ${id}`)) break
        stock++
      }
      if (stock !== this.at(cell + L.STOCK)) {
        this.problems.push(`thread ${id} has ${stock} in stock, ${this.at(cell + L.STOCK)} are noted`)
      }
    }
    if (count !== this.entries.size) this.problems.push(`${this.entries.size} entries, ${count} are counted`)
    let all = 0
    for (let chunk = this.at(this.table + L.CHUNKS); chunk !== 0; chunk = this.at(chunk)) {
      const units = this.at(chunk - 16) & 0x7fffffff
      all += Math.floor((16 * (units - 1) - 16) / this.bucketBytes)
    }
    const met = this.met.size
    if (mayLack ? met > all : met !== all) this.problems.push(`${all} overflow buckets were made, ${met} are there`)
  }
}

/** Keys of bytes: each record is at one place. */
class WalkOfBytes extends Walk {
  protected override readonly bucketBytes = L.BUCKET_OF_WORDS
  /** Records, by where they were met, and their bytes. */
  private readonly records = new Map<number, string>()
  private recordBytes = 0

  private meetRecord(record: number, bytes: number, where: string): void {
    const other = this.records.get(record)
    if (other !== undefined) this.problems.push(`the record of ${where} is that of ${other}, too`)
    this.records.set(record, where)
    this.recordBytes += bytes
  }

  protected override keyIn(bucket: number, i: number): number {
    const slot = bucket + L.SLOTS + 8 * i
    const record = this.at(slot)
    const key = L.keyOfWords(this.at(record + 4) | 0, this.at(record + 12))
    if (this.at(record) !== L.WORD_DESCRIPTOR || this.at(record + 8) !== 0) this.problems.push(`no record of ${key}`)
    if (this.at(slot + 4) !== L.hashOf(key)) this.problems.push(`the hash of key ${key} is another one`)
    this.meetRecord(record, 16, `key ${key}`)
    return key
  }

  protected override valueIn(bucket: number, i: number): number {
    return this.at(bucket + L.SLOTS + 64 + 4 * i) | 0
  }

  private list(first: number, bytes: number, where: string): void {
    for (let record = first, n = 0; record !== 0; record = this.at(record), n++) {
      this.meetRecord(record, bytes, where)
      if (n > 1000) this.problems.push(`${where} has no end`)
      if (n > 1000) return
    }
  }

  /** Records that are free, and all that there are. */
  pools(): void {
    let rest = 0
    const pools = new Set<number>()
    for (let id = 0; id < 64; id++) {
      const pool = this.at(L.cellAt(this.table, id) + L.POOL)
      if (pool === 0) continue
      pools.add(pool)
      rest += this.at(pool + L.BUMP_END) - this.at(pool + L.BUMP)
      for (let c = 0; c < L.CLASSES; c++) {
        const list = pool + L.LISTS + c * L.LIST
        this.list(this.at(list), L.sizeOfClass(c), `a list of thread ${id}`)
        this.list(this.at(list + 4), L.sizeOfClass(c), `what thread ${id} has set aside`)
      }
      this.list(this.at(pool + L.LISTS + L.CLASSES * L.LIST), 16, `the large records of thread ${id}`)
    }
    for (let c = 0; c < L.CLASSES; c++) {
      for (let first = this.at(this.table + L.LEFT + 4 * c); first !== 0; first = this.at(first + 4)) {
        this.list(first, L.sizeOfClass(c), 'what was left')
      }
    }
    let all = 0
    for (let chunk = this.at(this.table + L.RECORDS); chunk !== 0; chunk = this.at(chunk)) {
      if (!pools.has(chunk + 16)) all += 16 * ((this.at(chunk - 16) & 0x7fffffff) - 2)
    }
    for (let block = this.at(this.table + L.LARGE); block !== 0; block = this.at(block)) all += 16
    const met = this.recordBytes + rest
    if (met !== all) this.problems.push(`${all} bytes of records were cut, ${met} are there`)
  }
}

export function structureOf(words: Uint32Array, table: number, mayLack: boolean, hasBytes: boolean): Structure {
  const walk = hasBytes ? new WalkOfBytes(words, table) : new Walk(words, table)
  walk.chains()
  walk.cells(mayLack)
  if (walk instanceof WalkOfBytes) walk.pools()
  return { entries: walk.entries, problems: walk.problems }
}
