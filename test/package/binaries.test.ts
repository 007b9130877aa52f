// The binaries that are shipped: nothing in them can end in an abort or a trap of their own making.

import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const dist = new URL('../../dist/', import.meta.url)
const build = new URL('../../build/', import.meta.url)
const names = readdirSync(dist).filter(name => name.endsWith('.wasm'))

test('are one with SIMD and one without of each layout, and one for threads', () => {
  expect(names.sort()).toEqual(
    ['simd', 'swar', 'swiss', 'swiss-swar', 'shared'].map(name => `tophash-${name}.wasm`).sort(),
  )
})

test.each(names)(
  '%s asks for a memory, with threads for a pause, and nothing else, and never traps on purpose',
  name => {
    const module = new WebAssembly.Module(readFileSync(new URL(name, dist)))
    const pause = name === 'tophash-shared.wasm' ? [{ module: 'env', name: 'pause', kind: 'function' }] : []
    const imports = [...pause, { module: 'env', name: 'memory', kind: 'memory' }]
    expect(WebAssembly.Module.imports(module)).toEqual(imports)
    const text = readFileSync(new URL(name.replace('.wasm', '.wat'), build), 'utf8')
    expect(text).not.toMatch(/\bunreachable\b/)
  },
)
