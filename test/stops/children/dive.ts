// A program: dives to the end of the stack again and again and calls operations of a map on the way back up, where each
// ends in a RangeError as long as there is too little of it. What was called is logged without calling anything; afterwards
// every key has to be as one of the orders of what happened and what did not leaves it.
//
// node dive.js <a checked binary> <what map> <rounds>

import { readFileSync } from 'node:fs'
import { bodyOf } from '../../../src/body/door.js'
import { library as classes } from '../../backend.js'
import { makeWith, theModule, theSpace } from '../../space.js'
import { type Log, OPERATIONS, possible } from './log.js'

const PAGES = 64
/** Frames from the end of the stack within which operations are called. */
const NEAR = 500
const KEYS = 400

const [, , checkedFile, name, rounds, seed] = process.argv
const { key, make } = {
  StringMap: { key: (i: number) => `key number ${i}`, make: () => new classes.StringMap({ values: 'int32' }) },
  'StringMap of any': { key: (i: number) => `key number ${i}`, make: () => new classes.StringMap() },
  BytesMap: { key: (i: number) => BYTES[i]!, make: () => new classes.BytesMap({ values: 'int32' }) },
  'BytesMap packed': {
    key: (i: number) => BYTES[i]!,
    make: () => new classes.BytesMap({ values: 'float64', keyLength: 8 }),
  },
  HashMap: { key: (i: number) => MIXED[i], make: () => new classes.HashMap() },
  'Int32Map of any': { key: (i: number) => i, make: () => new classes.Int32Map() },
  'Int32Map of int32': { key: (i: number) => i, make: () => new classes.Int32Map({ values: 'int32' }) },
  'Float64Map of bigint64': { key: (i: number) => i / 3, make: () => new classes.Float64Map({ values: 'float64' }) },
}[name as 'HashMap'] as { key(i: number): any; make(): any }

const BYTES = Array.from({ length: KEYS }, (_, i) => Buffer.from(`${i}`.padStart(8, 'k')))
const MIXED = Array.from({ length: KEYS }, (_, i) => [i, i + 0.5, BigInt(i), `key ${i}`, Symbol.for(`${i}`)][i % 5])
const ALL = Array.from({ length: KEYS }, (_, i) => key(i))

makeWith(theModule.get(), PAGES, PAGES)
const map = make()
const other = make()
for (let i = 0; i < 50; i++) other.set(ALL[i], i)

const log: Log = { what: new Int32Array(1 << 19), key: new Int32Array(1 << 19), done: new Uint8Array(1 << 19) }
let logged = 0
let depth = 0
let x = Number(seed) || 1

/** Fills frames of different sizes, so that the end of the stack comes at different places. */
function dive(a: number, b: number, c: number): number {
  try {
    if (a > 0) dive(a, b + 1, c)
  } catch {}
  if (depth++ > NEAR) return b
  x ^= x << 13
  x ^= x >>> 17
  x ^= x << 5
  const what = (x >>> 8) % OPERATIONS.length
  const k = (x >>> 16) % KEYS
  const n = logged++
  log.what[n] = what
  log.key[n] = k
  try {
    OPERATIONS[what]!(map, ALL, k, n)
    log.done[n] = 1
  } catch {}
  return b + c
}

function wide(a: number, b: number, c: number, d: number, e: number, f: number, g: number): number {
  return dive(a, b, c) + d + e + f + g
}

const wrong: string[] = []
for (let round = 0; round < Number(rounds); round++) {
  depth = 0
  const first = logged
  if (logged + NEAR + 10 > log.what.length) break
  try {
    if (round % 2 === 0) dive(1, 0, round)
    else wide(1, 2, 3, 4, 5, 6, 7)
  } catch {}
  for (const text of look(first)) wrong.push(`round ${round}: ${text}`)
  if (wrong.length > 0) break
}
console.log(JSON.stringify({ wrong, calls: logged, done: log.done.subarray(0, logged).reduce((a, b) => a + b, 0) }))

function* entries(m: any): Generator<[any, any]> {
  for (const [k, v] of m) yield [k instanceof Uint8Array ? Buffer.from(k).toString('latin1') : k, v]
}
function idOf(k: any): any {
  return k instanceof Uint8Array ? Buffer.from(k).toString('latin1') : k
}

/** What is wrong with the maps, after the calls from `first` on. */
function look(first: number): string[] {
  try {
    const found = new Map<any, any>(entries(map))
    const size = map.size
    if (size !== found.size) return [`size is ${size}, of ${found.size} entries`]
    for (let i = 0; i < KEYS; i++) {
      const id = idOf(ALL[i])
      if (map.has(ALL[i]) !== found.has(id)) return [`has and a walk disagree about key ${i}`]
      if (map.get(ALL[i]) !== found.get(id)) return [`get and a walk disagree about key ${i}`]
    }
    const state = ALL.map(k => found.get(idOf(k)))
    const mistaken = possible(log, first, logged, state)
    if (mistaken !== undefined) return [mistaken]
    for (let i = 0; i < 50; i++) if (other.get(ALL[i]) !== i) return ['another map is changed']
    const fresh = make()
    for (let i = 0; i < 40; i++) fresh.set(ALL[i], i)
    if (fresh.size !== 40) return ['a new map does not work']
    fresh[Symbol.dispose]()
    check()
    return []
  } catch (error) {
    return [String(error)]
  }
}

let checker: any

/** Asks the checked build about the heap and, of maps of scalars, the tables. */
function check(): void {
  const memory = new WebAssembly.Memory({ initial: PAGES, maximum: PAGES })
  checker ??= new WebAssembly.Module(readFileSync(checkedFile!))
  const abort = (at: number) => {
    const bytes = new DataView(memory.buffer).getUint32(at - 4, true)
    throw new Error(new TextDecoder('utf-16le').decode(new Uint8Array(memory.buffer, at, bytes)))
  }
  const { exports } = new WebAssembly.Instance(checker, { env: { memory, abort } }) as any
  const bytes = new Uint8Array(memory.buffer)
  const statics = bytes.slice(8192, 13312)
  const real = (theSpace().memory as any).memory as WebAssembly.Memory
  bytes.set(new Uint8Array(real.buffer))
  bytes.set(statics, 8192)
  exports.tableDestroy(exports.tableCreate(1, 1, 0))
  if (name === 'HashMap') return
  const { table } = bodyOf(map, 'check')
  if (table === 0) return
  if (name!.startsWith('Int32')) exports.u32U32RemoveMany(table, 0, 0)
  else if (name!.startsWith('Float64')) exports.f64I64RemoveMany(table, 0, 0)
  else if (name === 'BytesMap packed') exports.bytesI64RemoveRanges(table, 0, 0)
  else exports.bytesU32RemoveRanges(table, 0, 0)
}
