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
  '%s asks for a memory, with threads for a pause and what to throw, and nothing else, and never traps on purpose',
  name => {
    const module = new WebAssembly.Module(readFileSync(new URL(name, dist)))
    const needed = WebAssembly.Module.imports(module).map(({ module: from, name: what }) => `${from}.${what}`)
    expect(needed.sort()).toEqual(
      name === 'tophash-shared.wasm' ? ['env.memory', 'env.pause', 'env.raced'] : ['env.memory'],
    )
    const text = readFileSync(new URL(name.replace('.wasm', '.wat'), build), 'utf8')
    // The end of a function is one behind a loop that only a return leaves.
    const withoutEnds = text.replaceAll(/(?<=\n *br \$\S+\n *end\n) *unreachable\n(?= \)\n)/g, '')
    expect(withoutEnds).not.toMatch(/\bunreachable\b/)
  },
)
