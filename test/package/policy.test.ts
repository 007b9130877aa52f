// Where a policy forbids compiling bytes, or there is no WebAssembly at all: the error says so and names the way out, and
// a module that was compiled elsewhere works.

import { describe, expect, test } from 'vitest'
import { CHROMIUM, FIREFOX, isMissing, valueFrom } from './browsers.js'
import { runIn } from './fixture.js'
import { useBrowser, useProject, useSite } from './hooks.js'
import { page } from './server.js'

const DIST = '/node_modules/tophash/dist'
const STRICT = "script-src 'self' 'unsafe-inline'"
const WITH_WASM = `${STRICT} 'wasm-unsafe-eval'`

/** What a call throws, as plain data. */
const THROWN = `
  const thrown = async call => {
    try { await call(); return null } catch (e) {
      return { isError: e instanceof Error, message: e.message, cause: e.cause?.name }
    }
  }`

interface Thrown {
  isError: boolean
  message: string
  cause?: string
}

function expectHelp(thrown: Thrown, cause: string): void {
  expect(thrown).toMatchObject({ isError: true, cause })
  expect(thrown.message).toMatch(/Content-Security-Policy/)
  expect(thrown.message).toMatch(/wasm-unsafe-eval/)
  expect(thrown.message).toMatch(/tophash\/reference/)
}

const USE = `
  const map = new Int32Map()
  const read = [map.size, map.get(1), map.has(1), map.delete(1), [...map].length]
  const set = await thrown(() => map.set(1, 'one'))
  const again = await thrown(() => map.set(1, 'one'))
  const constructed = await thrown(() => new StringSet(['a']))
  const ahead = await thrown(() => init())
  return { read, set, again, constructed, ahead, size: map.size }`

const START = `${THROWN}; const { Int32Map, StringSet, init } = await import('${DIST}/index.js')`

const PAGES = {
  '/strict': { html: page(`${START}; ${USE}`), policy: STRICT },
  '/wasm-unsafe-eval': { html: page(`${START}; ${USE}`), policy: WITH_WASM },
  '/twin': {
    html: page(`const { Int32Map } = await import('${DIST}/reference/index.js'); return new Int32Map([[1, 2]]).get(1)`),
    policy: STRICT,
  },
  // A page under the policy, which is handed a module by one that is not.
  '/module': {
    html: page(`${START}
      const received = new Promise(resolve => addEventListener('message', event => resolve(event.data)))
      const frame = document.createElement('iframe')
      frame.src = '/compiles'
      document.body.append(frame)
      await init(await received)
      return new Int32Map([[1, 2]]).get(1)`),
    policy: STRICT,
  },
  '/compiles': {
    html: page(`parent.postMessage(await WebAssembly.compileStreaming(fetch('${DIST}/tophash-simd.wasm')), '*')`),
  },
}

const project = useProject()
const site = useSite(project, PAGES)

describe.each([CHROMIUM, FIREFOX])('a page of $name', kind => {
  const missing = isMissing(kind)
  const browser = useBrowser(kind, missing)

  test.skipIf(missing)('under a policy without wasm-unsafe-eval is told so, each time', async () => {
    const { read, size, ...calls } = await valueFrom(browser(), `${site().origin}/strict`)
    expect(read).toEqual([0, null, false, false, 0])
    expect(size).toBe(0)
    expect(Object.keys(calls)).toEqual(['set', 'again', 'constructed', 'ahead'])
    for (const thrown of Object.values(calls)) expectHelp(thrown as Thrown, 'CompileError')
  })

  test.skipIf(missing)('under a policy with wasm-unsafe-eval works', async () => {
    const value = await valueFrom(browser(), `${site().origin}/wasm-unsafe-eval`)
    expect(value).toMatchObject({ set: null, again: null, constructed: null, ahead: null, size: 1 })
  })

  test.skipIf(missing)('under a strict policy can use the twin', async () => {
    expect(await valueFrom(browser(), `${site().origin}/twin`)).toBe(2)
  })

  // Firefox does not let a module in.
  test.skipIf(missing || kind === FIREFOX)('under a strict policy takes a module', async () => {
    expect(await valueFrom(browser(), `${site().origin}/module`)).toBe(2)
  })
})

/** As V8 does where code generation is off: only what compiles bytes fails. */
const FORBID = `
  const forbidden = () => {
    throw new WebAssembly.CompileError('WebAssembly.Module(): Wasm code generation disallowed by embedder')
  }
  WebAssembly.Module = new Proxy(WebAssembly.Module, { construct: forbidden })
  WebAssembly.compile = async () => forbidden()
  WebAssembly.instantiate = async () => forbidden()`

describe('a runtime', () => {
  const run = (program: string, ...flags: string[]) => {
    const { output, error } = runIn(project(), program, ...flags)
    expect(error).not.toMatch(/at .*:\d+/)
    return JSON.parse(output)
  }

  test('that forbids compiling bytes is told so', () => {
    const calls = run(`${FORBID}; ${THROWN}
      const { Int32Map, StringSet, init } = await import('tophash')
      const use = async () => { ${USE} }
      console.log(JSON.stringify(await use()))`)
    for (const name of ['set', 'again', 'constructed', 'ahead']) expectHelp(calls[name], 'CompileError')
    expect(calls.size).toBe(0)
  })

  test('that forbids compiling bytes takes a module, also after a failure', () => {
    const value = run(`
      import { readFileSync } from 'node:fs'
      import { fileURLToPath } from 'node:url'
      const module = new WebAssembly.Module(readFileSync(fileURLToPath(import.meta.resolve('tophash/wasm'))))
      ${FORBID}; ${THROWN}
      const { Int32Map, init } = await import('tophash')
      const map = new Int32Map()
      const before = await thrown(() => map.set(1, 'one'))
      await init(module)
      console.log(JSON.stringify({ failed: before !== null, value: map.set(1, 'one').get(1) }))`)
    expect(value).toEqual({ failed: true, value: 'one' })
  })

  test('without WebAssembly is told so', () => {
    const calls = run(
      `${THROWN}
       if (typeof WebAssembly !== 'undefined') throw new Error('this flag does not do what it is here for')
       const { Int32Map, StringSet, init } = await import('tophash')
       const use = async () => { ${USE} }
       console.log(JSON.stringify(await use()))`,
      '--no-expose-wasm',
    )
    for (const name of ['set', 'again', 'constructed', 'ahead']) {
      expect(calls[name].isError).toBe(true)
      expect(calls[name].message).toMatch(/WebAssembly/)
      expect(calls[name].message).toMatch(/tophash\/reference/)
    }
  })
})
