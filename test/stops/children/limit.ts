// A program: scripts with a time limit that write to maps, over and over; then every map has to be whole. Where they are
// stopped depends on the clock, and whether what is left is right does not.
//
// node limit.js <what script> <rounds>

import vm from 'node:vm'
import { BytesMap, Int32Map, StringMap } from '../../../src/index.js'

const [, , name, rounds] = process.argv
const hashed = (i: number) => Math.imul(i, 2654435761) >>> 15
const keys = Int32Array.from({ length: 3000 }, (_, i) => hashed(i))

const SCRIPTS: Record<string, { m: any; text: string; numberOf(key: any): number }> = {
  BytesMap: {
    m: new BytesMap({ values: 'int32' }),
    text: 'for (;;) { const k = Math.imul(i, 2654435761) >>> 15; if (i++ % 3 == 2) m.delete(key(k)); else m.set(key(k), i) }',
    numberOf: key => Number(Buffer.from(key).toString().slice(1)),
  },
  StringMap: {
    m: new StringMap({ values: 'int32' }),
    text: 'for (;;) { const k = Math.imul(i, 2654435761) >>> 15; if (i++ % 3 == 2) m.delete("k" + k); else m.set("k" + k, i) }',
    numberOf: key => Number(key.slice(1)),
  },
  // Nothing has been written when it starts: there is no instance yet.
  'the first write': {
    m: new Int32Map({ values: 'int32' }),
    text: 'for (;;) { const k = Math.imul(i, 2654435761) >>> 15; m.set(k, ++i) }',
    numberOf: key => key,
  },
  'many keys': {
    m: new Int32Map({ values: 'int32' }),
    text: 'for (;;) { m.setMany(keys, keys.map(() => 0)); m.deleteMany(keys.subarray(i++ % 1000)) }',
    numberOf: key => key,
  },
  'new maps': {
    m: new Int32Map({ values: 'int32' }),
    text: 'for (;;) { const n = make(); for (let j = 0; j < 40; j++) n.set(j, j); n.clear(); i++ }',
    numberOf: key => key,
  },
}

const { m, text, numberOf } = SCRIPTS[name!]!
const make = () => new Int32Map()
if (name !== 'the first write') make().set(1, 1)
const context = vm.createContext({ m, make, keys, key: (i: number) => Buffer.from(`k${i}`), i: 0 })
const script = new vm.Script(text)

function wrongIn(): string | undefined {
  let n = 0
  for (const [key, value] of m) {
    n++
    if (m.get(key) !== value) return `an entry of a walk has another value: ${numberOf(key)}`
    if (value !== 0 && hashed(value - 1) !== numberOf(key)) return `key ${numberOf(key)} has the value ${value}`
  }
  if (m.size !== n) return `size is ${m.size}, of ${n} entries`
  const fresh = new Int32Map({ values: 'int32' })
  for (let i = 0; i < 100; i++) fresh.set(i, i)
  if (fresh.size !== 100 || fresh.get(50) !== 50) return 'a new map does not work'
  fresh.clear()
  return undefined
}

let wrong: string | undefined
let stopped = 0
for (let n = 0; n < Number(rounds) && wrong === undefined; n++) {
  try {
    script.runInContext(context, { timeout: 2 + (n % 3) })
  } catch (error) {
    if ((error as any).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') stopped++
    else wrong = String(error)
  }
  if (n % 10 === 9 || wrong !== undefined) {
    try {
      wrong ??= wrongIn()
    } catch (error) {
      wrong ??= String(error)
    }
  }
}
console.log(JSON.stringify({ wrong: wrong === undefined ? [] : [wrong], calls: stopped }))
