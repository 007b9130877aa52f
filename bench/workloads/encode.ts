/**
 * Dense numbers for the rows of a column, equal for equal rows and in the order of first appearance: the only place where
 * a grouping needs a hash table. Everything after it works on typed arrays, the same for all forms.
 */
import { dispose, type Library } from '../common/library.js'

export interface Encoded {
  ids: Uint32Array
  /** How many different ones. */
  size: number
}

export type Numbers = Int32Array | Float64Array

/** A column of texts of one length, in the representations that the forms work on, each made when it is asked for. */
export class TextColumn {
  private list: string[] | undefined
  private bytes: Uint8Array | undefined

  constructor(
    /** Which text each row has, from 1 on. */
    readonly numbers: Int32Array,
    readonly width: number,
    private readonly textOf: (number: number) => string,
  ) {}

  /** Rows of equal text share a string object, as readers of categories make them: the best there is for a `Map`. */
  get strings() {
    const texts: string[] = []
    this.list ??= Array.from(this.numbers, number => {
      texts[number] ??= this.textOf(number)
      return texts[number]
    })
    return this.list
  }

  /** Row after row side by side. */
  get packed() {
    if (this.bytes !== undefined) return this.bytes
    const { numbers, width } = this
    const bytes = Buffer.alloc(numbers.length * width)
    for (let row = 0; row < numbers.length; row++) bytes.write(this.textOf(numbers[row]!), row * width, width, 'latin1')
    this.bytes = bytes
    return bytes
  }
}

export interface Encoder {
  /** Makes the representation that it needs, and gives back what is timed. */
  text(column: TextColumn): () => Encoded
  numbers(keys: Numbers): Encoded
}

const encodeEach = (map: Map<any, number>, keys: ArrayLike<any>): Encoded => {
  const ids = new Uint32Array(keys.length)
  let size = 0
  for (let row = 0; row < keys.length; row++) {
    const key = keys[row]
    let id = map.get(key)
    if (id === undefined) {
      id = size++
      map.set(key, id)
    }
    ids[row] = id
  }
  dispose(map)
  return { ids, size }
}

export const mapEncoder = (): Encoder => ({
  text: column => {
    const { strings } = column
    return () => encodeEach(new Map(), strings)
  },
  numbers: keys => encodeEach(new Map(), keys),
})

const numberMap = ({ Int32Map, Float64Map }: Library, keys: Numbers): Map<number, number> =>
  keys instanceof Int32Array ? new Int32Map({ values: 'int32' }) : new Float64Map({ values: 'int32' })

const bytesMap = ({ BytesMap }: Library, keyLength: number) => new BytesMap({ keyLength, values: 'int32' })
type RowMap = ReturnType<typeof bytesMap>

const encodeRanges = (map: RowMap, bytes: Uint8Array, width: number): Encoded => {
  const ids = new Uint32Array(bytes.length / width)
  let size = 0
  for (let row = 0, at = 0; row < ids.length; row++, at += width) {
    let id = map.getRange(bytes, at, at + width)
    if (id === undefined) {
      id = size++
      map.setRange(bytes, at, at + width, id)
    }
    ids[row] = id
  }
  dispose(map)
  return { ids, size }
}

export const singleEncoder = (library: Library): Encoder => ({
  text: column => {
    const { packed, width } = column
    return () => encodeRanges(bytesMap(library, width), packed, width)
  },
  numbers: keys => encodeEach(numberMap(library, keys), keys),
})

const ROWS_A_CALL = 4_096

/** Some thousand rows a call; those not met before are numbered one by one. */
const encodePacked = (map: RowMap, bytes: Uint8Array, width: number): Encoded => {
  const ids = new Uint32Array(bytes.length / width)
  const found = new Int32Array(ROWS_A_CALL)
  let size = 0
  for (let first = 0; first < ids.length; first += ROWS_A_CALL) {
    const rows = Math.min(ROWS_A_CALL, ids.length - first)
    map.getMany(bytes.subarray(first * width, (first + rows) * width), found, -1)
    for (let i = 0; i < rows; i++) {
      if (found[i] === -1) {
        const at = (first + i) * width
        found[i] = map.getOrRange(bytes, at, at + width, size)
        if (found[i] === size) map.setRange(bytes, at, at + width, size++)
      }
      ids[first + i] = found[i]!
    }
  }
  dispose(map)
  return { ids, size }
}

export const manyEncoder = (library: Library): Encoder => ({
  text: column => {
    const { packed, width } = column
    return () => encodePacked(bytesMap(library, width), packed, width)
  },
  numbers: keys => {
    const { ids, keys: distinct } = library.indexMany(keys)
    return { ids, size: distinct.length }
  },
})

const rankIn = (sorted: Numbers, key: number) => {
  let low = 0
  for (let high = sorted.length - 1; low < high; ) {
    const middle = (low + high) >>> 1
    if (sorted[middle]! < key) low = middle + 1
    else high = middle
  }
  return low
}

/** By sorting and searching: what the forms are checked against. */
const encodeSorted = (keys: Numbers): Encoded => {
  const sorted = keys.slice().sort()
  const distinct = sorted.filter((key, i) => i === 0 || key !== sorted[i - 1])
  const idOfRank = new Int32Array(distinct.length).fill(-1)
  const ids = new Uint32Array(keys.length)
  let size = 0
  for (let row = 0; row < keys.length; row++) {
    const rank = rankIn(distinct, keys[row]!)
    if (idOfRank[rank] === -1) idOfRank[rank] = size++
    ids[row] = idOfRank[rank]!
  }
  return { ids, size }
}

export const sortingEncoder = (): Encoder => ({
  text: column => () => encodeSorted(column.numbers),
  numbers: encodeSorted,
})

/** Below this, integers are exact. */
const EXACT = 2 ** 53

/** Rows as integers below `range`. */
interface Mixed {
  keys: ArrayLike<number>
  range: number
}

const mix = ({ keys, range }: Mixed, { ids, size }: Encoded): Mixed & { keys: Numbers } => {
  const isSmall = range * size <= 2 ** 31
  const mixed = isSmall ? new Int32Array(ids.length) : new Float64Array(ids.length)
  for (let row = 0; row < ids.length; row++) mixed[row] = keys[row]! * size + ids[row]!
  return { keys: mixed, range: range * size }
}

/** Numbers the rows of several columns: as one number a row, and in two steps where that one would grow too large. */
export const encodeTogether = ([first, ...others]: Encoded[], { numbers }: Encoder): Encoded => {
  let mixed: Mixed = { keys: first!.ids, range: first!.size }
  for (const column of others) {
    if (mixed.range * column.size >= EXACT) {
      const { ids, size } = numbers(mixed.keys as Numbers)
      mixed = { keys: ids, range: size }
    }
    mixed = mix(mixed, column)
  }
  return numbers(mixed.keys as Numbers)
}
