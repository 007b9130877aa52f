// Operations that threads do, and what each of their answers says of a key.

import { IMPOSSIBLE, type Operation } from './history.js'
import { keyOfWords } from './layout.js'
import type { Call, Event, Exports } from './machine.js'

export const MISSING = -1
const ABSENT = 0
const PRESENT = 1
const GONE = -2

/** The table of a scenario: at one place in all of its runs. */
export interface World {
  table: number
  serial: number
  /** Whether keys are bytes. */
  hasBytes: boolean
}

interface Answer {
  status: number
  found: number
}

/** A call that says of some keys what it has done with them. */
export interface Deed extends Call {
  keys: readonly number[]
  /** How often it may do the same to a key once more. */
  more?: number
  /** What it has done with a key, of which `wasCut` says that there is no result. */
  step(key: number, value: number | undefined, result: any, wasCut: boolean): ReturnType<Operation['apply']>
}

/** An operation on one key: the value that it leaves, and the answer that it gives of the value it meets. */
function single(
  name: string,
  key: number,
  args: readonly number[],
  after: (value: number | undefined) => number | undefined,
  answer: (value: number | undefined) => Partial<Answer>,
  world: World,
): Deed {
  return {
    name: `${name} ${key}${args.length > 0 ? ` ${args.join(' ')}` : ''}`,
    keys: [key],
    async run(exports: Exports, call): Promise<Answer> {
      const status = await call(name, world.table, key, ...args)
      return { status, found: exports.foundU32!() }
    },
    step(_, value, result: Answer, wasCut) {
      if (wasCut) return after(value)
      const { status, found } = answer(value)
      const isRight = status === result.status && (found === undefined || (found | 0) === (result.found | 0))
      return isRight ? after(value) : IMPOSSIBLE
    },
  }
}

const seen = (value: number | undefined): Partial<Answer> =>
  value === undefined ? { status: ABSENT } : { status: PRESENT, found: value }

/** The operations on a table. */
export function deedsOn(world: World) {
  return {
    get: (key: number): Deed => ({
      name: `get ${key}`,
      keys: [key],
      run: (_, call) => call('get', world.table, key, MISSING),
      step: (_, value, result, wasCut) => (wasCut || (value ?? MISSING) === result ? value : IMPOSSIBLE),
    }),
    has: (key: number) => single('has', key, [], value => value, seen, world),
    set: (key: number, to: number) => single('set', key, [to], () => to, seen, world),
    add: (key: number, to: number) => single('insertIfAbsent', key, [to], value => value ?? to, seen, world),
    remove: (key: number) => single('remove', key, [], () => undefined, seen, world),
    increment: (key: number, by: number) =>
      single(
        'incrementSigned',
        key,
        [by],
        v => (v ?? 0) + by,
        v => ({ status: PRESENT, found: (v ?? 0) + by }),
        world,
      ),
    swap: (key: number, expected: number, to: number) =>
      single(
        'compareAndSwap',
        key,
        [expected, to],
        value => (value === expected ? to : value),
        value => ({ status: value === expected ? PRESENT : ABSENT }),
        world,
      ),
    drop: (key: number, expected: number) =>
      single(
        'compareAndDelete',
        key,
        [expected],
        value => (value === expected ? undefined : value),
        value => ({ status: value === expected ? PRESENT : ABSENT }),
        world,
      ),
    /** Deletes each key at a moment of its own; again if it is inserted meanwhile and there is more to clear in its chain. */
    clear: (keys: readonly number[]): Deed => ({
      name: 'clear',
      keys,
      more: 2,
      run: (_, call) => call('clear', world.table),
      step: (_, __, result, wasCut) => (wasCut || result === PRESENT ? undefined : IMPOSSIBLE),
    }),
    scan: (keys: readonly number[], memory: WebAssembly.Memory): Deed => ({
      name: 'scan',
      keys,
      run: (_, call) => scan(world, call, memory),
      step: (key, value, result: Map<number, number>, wasCut) =>
        wasCut || result.get(key) === value ? value : IMPOSSIBLE,
    }),
    reserve: (n: number, answer = 1): Deed => ({
      name: `reserve ${n}`,
      keys: [],
      async run(_, call) {
        const room = await call('reserve', world.table, n)
        if (room !== answer) throw new Error(`a reserve answers ${room}`)
      },
      step: (_, value) => value,
    }),
    other: (name: string, ...args: number[]): Deed => ({
      name: `${name} ${args.join(' ')}`,
      keys: [],
      run: (_, call) => call(name, ...args),
      step: (_, value) => value,
    }),
  }
}

export type Deeds = ReturnType<typeof deedsOn>

/** An iteration from its beginning to its end. A key that comes twice is an error. */
async function scan(
  { table, hasBytes }: World,
  call: (name: string, ...args: unknown[]) => Promise<any>,
  memory: WebAssembly.Memory,
): Promise<Map<number, number>> {
  const all = new Map<number, number>()
  const region: number = await call('threadRegion')
  const words = new Int32Array(memory.buffer)
  let place = 0
  for (;;) {
    const n: number = await call('stage', table, place)
    if (n < 0) throw new Error(`stage answers ${n}`)
    const keys = (region + 16) >>> 2
    for (let i = 0; i < n; i++) {
      const key = hasBytes ? recordKey(words, words[keys + 2 * i]!) : words[keys + i]!
      if (all.has(key)) throw new Error(`a scan has key ${key} twice`)
      all.set(key, words[keys + 4096 + i]!)
    }
    if (hasBytes) await call('releaseLonger')
    place = words[region >>> 2]!
    if (words[(region >>> 2) + 1] === 1) return all
  }
}

/** The key in a record. */
const recordKey = (words: Int32Array, record: number) => keyOfWords(words[record / 4 + 1]!, words[record / 4 + 3]!)

export const isGone = (status: unknown) => status === GONE

/** What the events of a run say of a key. */
export function operationsOn(key: number, events: readonly Event[]): Operation[] {
  return events.flatMap(({ call, start, end, result }) => {
    const deed = call as Deed
    if (!deed.keys.includes(key)) return []
    const wasCut = end === Number.POSITIVE_INFINITY
    const apply: Operation['apply'] = value => deed.step(key, value, result, wasCut)
    const more = Array.from({ length: deed.more ?? 0 }, () => ({
      name: deed.name,
      start,
      end,
      isOptional: true,
      apply,
    }))
    return [{ name: deed.name, start, end, isOptional: wasCut, apply }, ...more]
  })
}
