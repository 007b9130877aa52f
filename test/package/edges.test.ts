// Engines that lack something, or give less than is asked for.

import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { runIn } from './fixture.js'
import { useProject } from './hooks.js'

const project = useProject()

/** Runs a program that prints JSON. */
function run(program: string): any {
  const { output, error } = runIn(project(), program)
  expect(error).toBe('')
  return JSON.parse(output)
}

const USE = `
  const map = new Int32Map({ values: 'float64' })
  for (let i = 0; i < 10_000; i++) map.set(i, i / 2)
  const words = new StringSet(['a', 'b', 'a'])
  const used = [map.size, map.get(9_999), words.size]`
const USED = [10_000, 4999.5, 2]

describe('SIMD', () => {
  /** Notes every module that is compiled. */
  const WATCH = `
    const { createHash } = await import('node:crypto')
    const compiled = []
    const note = bytes => compiled.push(createHash('sha256').update(bytes).digest('hex'))
    WebAssembly.Module = new Proxy(WebAssembly.Module, {
      construct(target, [bytes]) { note(bytes); return new target(bytes) },
    })
    const compile = WebAssembly.compile
    WebAssembly.compile = bytes => { note(bytes); return compile(bytes) }`
  const digestOf = (kind: string) =>
    createHash('sha256')
      .update(readFileSync(join(project().installed, `dist/tophash-${kind}.wasm`)))
      .digest('hex')

  const starts: [how: string, call: string][] = [
    ['at the first write', ''],
    ['by init', 'await init()'],
  ]
  describe.each(starts)('%s', (_, call) => {
    const program = (before: string) => `${WATCH}; ${before}
      const { Int32Map, StringSet, init } = await import('tophash')
      ${call}
      ${USE}
      console.log(JSON.stringify({ used, compiled }))`

    test('is used where it is', () => {
      expect(run(program(''))).toEqual({ used: USED, compiled: [digestOf('simd')] })
    })

    test('is not needed', () => {
      expect(run(program('WebAssembly.validate = () => false'))).toEqual({ used: USED, compiled: [digestOf('swar')] })
    })
  })

  test('is what is looked for: an engine without it refuses the probe, not all modules', () => {
    const { probes } = run(`
      const probes = []
      const validate = WebAssembly.validate
      WebAssembly.validate = bytes => { probes.push([...bytes]); return validate(bytes) }
      const { Int32Map } = await import('tophash')
      new Int32Map([[1, 1]])
      console.log(JSON.stringify({ probes }))`)
    expect(probes).toHaveLength(1)
    const probe = Uint8Array.from(probes[0])
    expect(WebAssembly.validate(probe)).toBe(true)
    // i8x16.bitmask, behind the prefix of SIMD; another number behind it is no instruction.
    const at = probe.lastIndexOf(0xfd)
    expect(probe[at + 1]).toBe(0x64)
    expect(WebAssembly.validate(probe.map((byte, i) => (i === at ? 0xff : byte)))).toBe(false)
  })
})

describe('a memory', () => {
  /** Grants a memory only if `allowed`, an expression of what is asked for, is true. Notes what is granted. */
  const grant = (allowed: string) => `
    const granted = []
    WebAssembly.Memory = new Proxy(WebAssembly.Memory, {
      construct(target, [asked]) {
        const { initial, maximum } = asked
        if (!(${allowed})) throw new RangeError('WebAssembly.Memory(): could not allocate memory')
        granted.push({ initial, maximum })
        return new target(asked)
      },
    })
    const { Int32Map, StringSet, init } = await import('tophash')`
  const program = (allowed: string, call = '') => `${grant(allowed)}
    ${call}
    ${USE}
    console.log(JSON.stringify({ used, granted }))`

  test('is a gigabyte of address space where that is granted', () => {
    expect(run(program('true'))).toEqual({ used: USED, granted: [{ initial: 16384, maximum: 65536 }] })
  })

  test.each([[8192], [1000], [100], [16]])('starts with less where %i pages are the most to start with', limit => {
    const { used, granted } = run(program(`initial <= ${limit}`))
    expect(used).toEqual(USED)
    expect(granted).toHaveLength(1)
    expect(granted[0].initial).toBeLessThanOrEqual(limit)
    expect(granted[0].initial * 2).toBeGreaterThan(limit)
  })

  // As phones do: the maximum is reserved.
  test.each([
    ['at the first write', ''],
    ['by init', 'await init()'],
  ])('has a lower maximum where that is refused, %s', (_, call) => {
    for (const limit of [32768, 16384, 4096, 1024]) {
      const { used, granted } = run(program(`maximum <= ${limit}`, call))
      expect(used).toEqual(USED)
      expect(granted).toHaveLength(1)
      expect(granted[0].maximum).toBeLessThanOrEqual(limit)
      expect(granted[0].maximum * 2).toBeGreaterThan(limit)
      expect(granted[0].initial).toBeLessThanOrEqual(granted[0].maximum)
    }
  })

  test('that ends early is out of memory as any is: the map stays, and reads', () => {
    const { name, message, size, intact } = run(`
      const Memory = WebAssembly.Memory
      WebAssembly.Memory = new Proxy(Memory, {
        construct: target => new target({ initial: 16, maximum: 64 }),
      })
      const { Int32Map } = await import('tophash')
      const map = new Int32Map({ values: 'int32' })
      let i = 0
      try { for (; i < 10_000_000; i++) map.set(i, i) } catch (error) { var thrown = error }
      let intact = map.size === i
      for (let key = 0; key < i; key++) intact &&= map.get(key) === key
      console.log(JSON.stringify({ name: thrown?.name, message: thrown?.message, size: map.size, intact }))`)
    expect({ name, message, intact }).toEqual({
      name: 'RangeError',
      message: 'Int32Map.set: out of memory',
      intact: true,
    })
    expect(size).toBeGreaterThan(100_000)
  })

  test('that is refused at any size is a RangeError, each time, and reading goes on', () => {
    const { names, size, value } = run(`
      WebAssembly.Memory = new Proxy(WebAssembly.Memory, {
        construct() { throw new RangeError('WebAssembly.Memory(): could not allocate memory') },
      })
      const { Int32Map } = await import('tophash')
      const map = new Int32Map()
      const names = []
      for (let i = 0; i < 2; i++) try { map.set(1, 1) } catch (error) { names.push(error.name) }
      console.log(JSON.stringify({ names, size: map.size, value: map.get(1) ?? null }))`)
    expect({ names, size, value }).toEqual({ names: ['RangeError', 'RangeError'], size: 0, value: null })
  })
})

describe('random numbers', () => {
  /** As in a Cloudflare worker, which has none at the top level of a module. */
  const REFUSE = `
    const { getRandomValues } = crypto
    let refused = 0
    let asked = 0
    crypto.getRandomValues = () => {
      refused++
      throw new Error('Disallowed operation called within global scope')
    }`

  test.each(['tophash', 'tophash/reference'])('are not needed to fill a map of %s', name => {
    const { refused, used, tables } = run(`${REFUSE}
      const { Int32Map, StringSet } = await import('${name}')
      ${USE}
      const tables = Array.from({ length: 4 }, () => new Int32Map([[1, 1], [2, 2], [3, 3]], { values: 'int32' }))
      console.log(JSON.stringify({ refused, used, tables: tables.map(table => JSON.stringify(table.inspect())) }))`)
    expect(used).toEqual(USED)
    expect(refused).toBeGreaterThan(4)
    // Of two seeds, all three tophashes agree once in 2^24.
    expect(new Set(tables).size).toBeGreaterThan(1)
  })

  test('are taken from the platform as soon as it gives some', () => {
    const { refused, asked } = run(`${REFUSE}
      const { Int32Map } = await import('tophash')
      new Int32Map([[1, 1]])
      const before = refused
      crypto.getRandomValues = array => {
        asked++
        return getRandomValues.call(crypto, array)
      }
      for (let i = 0; i < 10; i++) new Int32Map([[1, 1]])
      console.log(JSON.stringify({ refused: refused - before, asked }))`)
    expect({ refused, asked }).toEqual({ refused: 0, asked: 1 })
  })
})

test('without a FinalizationRegistry maps work, and are freed by dispose', () => {
  const { used, again } = run(`
    delete globalThis.FinalizationRegistry
    const Memory = WebAssembly.Memory
    WebAssembly.Memory = new Proxy(Memory, {
      construct: target => new target({ initial: 16, maximum: 64 }),
    })
    const { Int32Map, StringSet } = await import('tophash')
    ${USE}
    map[Symbol.dispose ?? Symbol.for('Symbol.dispose')]()
    // Each takes a third of the memory, so all of them fit only if each is freed.
    let again = 0
    for (; again < 20; again++) {
      const next = new Int32Map({ values: 'int32', capacity: 60_000 })
      for (let i = 0; i < 60_000; i++) next.set(i, i)
      next[Symbol.dispose ?? Symbol.for('Symbol.dispose')]()
    }
    console.log(JSON.stringify({ used, again }))`)
  expect({ used, again }).toEqual({ used: USED, again: 20 })
})
