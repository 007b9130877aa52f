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
  private readonly met = new Map<number, string>()
  private readonly bytes: Uint8Array

  constructor(
    private readonly words: Uint32Array,
    private readonly table: number,
  ) {
    this.bytes = new Uint8Array(words.buffer)
  }

  private at(address: number): number {
    return this.words[address >>> 2]!
  }

  private bucketAt(index: number): number {
    const segment = 32 - Math.clz32(index)
    return (this.at(this.table + L.SEGMENTS + 4 * segment) + index * L.BUCKET) >>> 0
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
    const key = this.at(bucket + L.SLOTS + 8 * i) | 0
    const hash = L.hashOf(key)
    if (L.topOf(hash) !== top) this.problems.push(`key ${key} has the wrong tophash`)
    if ((hash & ((1 << bits) - 1)) !== index) this.problems.push(`key ${key} is in the wrong chain`)
    if (this.entries.has(key)) this.problems.push(`key ${key} is there twice`)
    this.entries.set(key, this.at(bucket + L.SLOTS + 8 * i + 4) | 0)
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
      all += Math.floor((16 * (units - 1) - 16) / L.BUCKET)
    }
    const met = this.met.size
    if (mayLack ? met > all : met !== all) this.problems.push(`${all} overflow buckets were made, ${met} are there`)
  }
}

export function structureOf(words: Uint32Array, table: number, mayLack: boolean): Structure {
  const walk = new Walk(words, table)
  walk.chains()
  walk.cells(mayLack)
  return { entries: walk.entries, problems: walk.problems }
}
