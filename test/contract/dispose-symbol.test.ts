// Where the runtime lacks Symbol.dispose, Symbol.for('Symbol.dispose') stands for it.

import { fileURLToPath } from 'node:url'
import { buildSync } from 'esbuild'
import { expect, test } from 'vitest'
import { isWasm } from '../backend.js'

test('the method has the name that the runtime gives it', () => {
  const entry = fileURLToPath(new URL(isWasm ? '../../src/index.ts' : '../../src/reference/index.ts', import.meta.url))
  const { outputFiles } = buildSync({
    entryPoints: [entry],
    bundle: true,
    format: 'iife',
    globalName: 'api',
    write: false,
    target: 'es2022',
  })
  const load = new Function('Symbol', `${outputFiles[0]!.text}; return api`)
  const { dispose: _, ...others } = Object.getOwnPropertyDescriptors(Symbol) as Record<string, PropertyDescriptor>
  const WithoutDispose = Object.defineProperties((description: string) => Symbol(description), others)
  const [lacking, having] = [load(WithoutDispose), load(Symbol)]
  const name = Symbol.for('Symbol.dispose')
  expect(typeof lacking.Int32Map.prototype[name]).toBe('function')
  expect(typeof lacking.Int32Set.prototype[name]).toBe('function')
  expect('undefined' in lacking.Int32Map.prototype).toBe(false)
  expect(typeof having.Int32Map.prototype[Symbol.dispose]).toBe('function')
  const map = new lacking.Int32Map()
  map[name]()
  expect(() => map.size).toThrow(TypeError)
})
