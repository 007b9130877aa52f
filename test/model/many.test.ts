// Random calls for many keys, on every class with every kind of value, against JavaScript's Map, and bucket for bucket
// against single-key calls on a table of the same seed.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ValueKind } from '../../src/index.js'
import * as twin from '../../src/reference/index.js'
import { hasBuckets, isChecked, isWasm } from '../backend.js'
import { arrayOf, KEY_ARRAYS, VALUE_ARRAYS } from '../columns.js'
import { KeyMap, show } from '../ids.js'
import { replay, textOf } from '../internals.js'
import { KEY_KINDS, type KeyKind, newMap, newSet, stored, sum, VALUE_KINDS, VALUES } from './kinds.js'

const NAMES = [
  ...(['write', 'write', 'write', 'remove', 'remove', 'increment', 'read', 'read'] as const),
  ...(['single', 'fill', 'empty', 'clear', 'shrink', 'reserve', 'clone', 'arrays'] as const),
]

/** What is done with which keys; `form` chooses the arrays, `j` values, steps and lengths. */
interface Command {
  name: (typeof NAMES)[number]
  list: number[]
  j: number
  form: number
}

const commandsOf = (keys: number, longest: number, maxLength: number): fc.Arbitrary<Command[]> =>
  fc.array(
    fc.record({
      name: fc.constantFrom(...NAMES),
      list: fc.array(fc.nat(keys - 1), { maxLength: longest, size: 'max' }),
      j: fc.nat(2000),
      form: fc.nat(7),
    }),
    { maxLength, size: 'max' },
  )

/** One map that is given many keys a call, and others of its seed that are given them one by one. */
class Subject {
  many: any
  singles: any[]
  readonly model = new KeyMap<any>()

  constructor(
    readonly key: KeyKind,
    readonly values: ValueKind | undefined,
    seed: bigint,
  ) {
    const create = (backend?: any) =>
      values === undefined ? newSet(key, { seed }, backend) : newMap(key, { values, seed }, backend)
    this.many = create()
    this.singles = isWasm ? [create(), create(twin)] : [create()]
    // A call for no keys makes a table too, whose hash then changes when it is cleared.
    this.reserve(0)
  }

  run(command: Command): void {
    const { name, list, j, form } = command
    const keys = list.map(i => this.key.key(i))
    const array = arrayOf(KEY_ARRAYS[this.key.name], keys, form)
    switch (name) {
      case 'write':
        this.write(keys, array, j, form)
        break
      case 'fill': {
        const filled = Array.from({ length: j }, (_, n) => this.key.key((list[0] ?? 0) + n))
        this.write(filled, arrayOf(KEY_ARRAYS[this.key.name], filled, form), j, form)
        break
      }
      case 'remove':
        this.remove(keys, array)
        break
      case 'empty': {
        const all = [...this.model.keys()]
        const others = [...all, ...keys, ...all]
        this.remove(others, arrayOf(KEY_ARRAYS[this.key.name], others, form))
        break
      }
      case 'increment':
        this.increment(keys, array, j, form)
        break
      case 'read':
        this.read(keys, array, j, form)
        break
      case 'single':
        for (const key of keys.slice(0, 3)) this.write([key], [key], j, 3)
        break
      case 'clear':
        for (const map of [this.many, ...this.singles]) map.clear()
        this.model.clear()
        break
      case 'clone':
        this.many = this.many.clone()
        this.singles = this.singles.map(single => single.clone())
        this.reserve(0)
        break
      case 'arrays':
        this.arrays()
        break
      case 'reserve':
        this.reserve(j)
        break
      case 'shrink':
        for (const map of [this.many, ...this.singles]) map.shrink()
        break
    }
    if (this.many.size !== this.model.size) expect(this.many.size, `size after ${name}`).toBe(this.model.size)
    this.expectSame(name)
  }

  value(j: number): any {
    return this.values === undefined ? undefined : VALUES[this.values](j)
  }

  write(keys: any[], array: any, j: number, form: number): void {
    const values = keys.map((_, n) => this.value(j + n))
    if (this.values === undefined) expect(this.many.addMany(array)).toBe(this.many)
    else expect(this.many.setMany(array, arrayOf(VALUE_ARRAYS[this.values], values, form >> 1))).toBe(this.many)
    for (const [n, key] of keys.entries()) {
      for (const single of this.singles) {
        if (this.values === undefined) single.add(key)
        else single.set(key, values[n])
      }
      this.model.set(key, this.values && stored(this.values, values[n]))
    }
  }

  remove(keys: any[], array: any): void {
    const before = this.model.size
    for (const key of keys) {
      this.model.delete(key)
      for (const single of this.singles) single.delete(key)
    }
    expect(this.many.deleteMany(array)).toBe(before - this.model.size)
  }

  increment(keys: any[], array: any, j: number, form: number): void {
    const { values } = this
    if (values === undefined || values === 'any') return
    // One step for all, or small ones that seldom overflow, or any.
    const one = j % 3 === 0 ? this.value(j % 40) : undefined
    const steps = keys.map((_, n) => one ?? this.value(j % 3 === 1 ? 10 + n : j + n))
    const by = one ?? arrayOf(VALUE_ARRAYS[values], steps, form >> 1)
    let error: any
    try {
      this.many.incrementMany(array, by)
    } catch (thrown) {
      error = thrown
    }
    const zero = typeof VALUES[values](10) === 'bigint' ? 0n : -0
    let done = 0
    for (; done < keys.length; done++) {
      const old = this.model.has(keys[done]) ? this.model.get(keys[done]) : zero
      const result = stored(values, sum(values, old, steps[done]))
      if (result === undefined) break
      this.model.set(keys[done], result)
      for (const single of this.singles) single.increment(keys[done], steps[done])
    }
    if (done === keys.length) {
      if (error !== undefined) throw error
      return
    }
    expect(error).toBeInstanceOf(RangeError)
    expect(error.done).toBe(done)
    // To find out what is wrong, the failing key may be looked for twice: what is evacuated meanwhile differs.
    this.expectEntries()
    this.resync()
  }

  read(keys: any[], array: any, j: number, form: number): void {
    const present = this.many.hasMany(array, form % 2 ? new Uint8Array(keys.length + 2).fill(7) : undefined)
    for (const [n, key] of keys.entries()) {
      if (present[n] !== Number(this.model.has(key))) expect.fail(`hasMany of ${show(key)} is ${present[n]}`)
    }
    if (form % 2) expect([...present.slice(keys.length)]).toEqual([7, 7])
    const { values } = this
    if (values === undefined) return
    const missing = j % 2 ? this.value(j % 30) : undefined
    const List = VALUE_ARRAYS[values] ?? Array
    const out = form % 2 ? new List(keys.length + 2) : undefined
    const answers = this.many.getMany(array, out, missing)
    if (out !== undefined) expect(answers).toBe(out)
    const zero = values === 'any' ? undefined : values.startsWith('big') ? 0n : 0
    for (const [n, key] of keys.entries()) {
      const absent = missing === undefined ? zero : stored(values, missing)
      const expected = this.model.has(key) ? this.model.get(key) : absent
      if (!Object.is(answers[n], expected)) expect(answers[n], `getMany of ${show(key)}`).toBe(expected)
    }
  }

  arrays(): void {
    const isSet = this.values === undefined
    const { keys, values } = isSet ? { keys: this.many.toArray(), values: undefined } : this.many.toArrays()
    expect(keys.length).toBe(this.model.size)
    const seen = new KeyMap<any>()
    for (let n = 0; n < keys.length; n++) seen.set(keys[n], values?.[n])
    expect(seen.size).toBe(this.model.size)
    for (const [key, value] of this.model) {
      if (!seen.has(key) || !Object.is(seen.get(key), value)) expect(seen.get(key), show(key)).toBe(value)
    }
  }

  reserve(n: number): void {
    for (const map of [this.many, ...this.singles]) map.reserve(n)
  }

  /** From here on, both are clones of one. The twin is left behind: it cannot take over a table. */
  resync(): void {
    this.singles = [this.many.clone()]
    this.many = this.many.clone()
    this.reserve(0)
  }

  expectEntries(): void {
    for (const [key, value] of this.model) {
      if (!this.many.has(key)) expect.fail(`lost ${show(key)}`)
      if (this.values === undefined) continue
      const got = this.many.get(key)
      if (!Object.is(got, value)) expect(got, show(key)).toBe(value)
    }
  }

  expectSame(when: string): void {
    if (!hasBuckets) return
    const mine = this.many.inspect()
    const text = textOf(mine)
    for (const single of this.singles) {
      const other = single.inspect()
      if (text === textOf(other)) continue
      const { chains: ours, ...rest } = mine
      const { chains: theirs, ...others } = other
      expect(rest, `after ${when}`).toEqual(others)
      const first = ours.findIndex((chain: any, n: number) => textOf(chain) !== textOf(theirs[n]))
      expect(ours[first], `after ${when}, chain ${first}`).toEqual(theirs[first])
      expect.fail(`the tables differ after ${when}`)
    }
  }
}

const SIZES = isChecked
  ? [{ keys: 150, longest: 60, length: 25, runs: 4, most: 120 }]
  : [
      { keys: 40, longest: 70, length: 60, runs: 8, most: 60 },
      { keys: 3000, longest: 3000, length: 15, runs: 2, most: 2000 },
    ]

for (const key of KEY_KINDS) {
  describe(key.label, () => {
    test.each(
      [...VALUE_KINDS, undefined].flatMap(values => SIZES.map(size => ({ name: values ?? 'set', values, ...size }))),
    )('$name, $keys keys', ({ values, keys, longest, length, runs, most }) => {
      const seeds = fc.bigInt(0n, 2n ** 64n - 1n)
      const property = fc.property(commandsOf(keys, longest, length), seeds, (list, seed) => {
        const subject = new Subject(key, values, seed)
        for (const command of list) subject.run({ ...command, j: command.j % most })
        subject.expectEntries()
        for (const map of [subject.many, ...subject.singles]) map[Symbol.dispose]()
      })
      fc.assert(property, { numRuns: runs, ...replay })
    })
  })
}
