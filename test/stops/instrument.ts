// A binary in which every place where V8 can stop Wasm counts down and traps at the count that a test chose.
//
// V8 looks whether it is to stop at the entry of each function that calls another or has a loop, and at the head of each
// loop: when the stack ends, or when the execution is terminated. Leaf functions without a loop, memory.copy, memory.fill
// and memory.grow are never cut. The count is a global of the module, so nothing has to be imported: instances are made as
// those of the original. The trap is a RuntimeError, which passes through Wasm frames as V8's own errors do.

import { readFileSync } from 'node:fs'
import binaryen from 'binaryen'
import { type Build, fileOf } from '../once.js'

/** What the instrumented binary exports beside what the original does. */
export interface Counter {
  /** Places that are passed before the next one traps. */
  left: WebAssembly.Global<'i32'>
  /** How many places trap then: 1 as when the stack ends, and the caller goes on; many as when all is terminated. */
  span: WebAssembly.Global<'i32'>
}

/** The names of what is added, in the text. */
const TICK = '$stops/tick'
const LEFT = '$stops/left'
const SPAN = '$stops/span'

/** Traps while `left`, counted down, is one of the `span` numbers 0, -1, … */
const ADDED = [
  ` (global ${LEFT} (mut i32) (i32.const 0x7fffffff))`,
  ` (global ${SPAN} (mut i32) (i32.const 1))`,
  ` (export "stopsLeft" (global ${LEFT}))`,
  ` (export "stopsSpan" (global ${SPAN}))`,
  ` (func ${TICK}`,
  `  (global.set ${LEFT} (i32.sub (global.get ${LEFT}) (i32.const 1)))`,
  `  (if (i32.lt_u (i32.sub (i32.const 0) (global.get ${LEFT})) (global.get ${SPAN})) (then (unreachable)))`,
  ' )',
]

const isCallOrLoop = (line: string) => /^ *(call|call_indirect|return_call|return_call_indirect|loop)\b/.test(line)

/** Instructions one a line: of a build without names in its binary, the text that the compiler wrote beside it. */
function textOf(build: Build): string {
  const file = (ending: string) => new URL(`../../build/tophash-${fileOf(build)}.${ending}`, import.meta.url)
  if (build !== 'checked') return readFileSync(file('wat'), 'utf8')
  const module = binaryen.readBinary(readFileSync(file('wasm')))
  module.setFeatures(binaryen.Features.All)
  const text = module.emitStackIR()
  module.dispose()
  return text
}

/** The lines of a function with the calls of TICK. */
function counted(lines: readonly string[]): string[] {
  if (!lines.some(isCallOrLoop)) return [...lines]
  const start = lines.findIndex((line, i) => i > 0 && !/^ *\(local /.test(line))
  const found: string[] = []
  for (const [i, line] of lines.entries()) {
    if (i === start) found.push(`  call ${TICK}`)
    found.push(line)
    if (/^ *loop\b/.test(line)) found.push(`  call ${TICK}`)
  }
  return found
}

/** The text of a module with a countdown at each place where V8 can stop it. */
export function countedText(text: string): string {
  const lines = text.trimEnd().split('\n')
  const result: string[] = []
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i]!
    if (!line.startsWith(' (func ')) {
      result.push(...(i === lines.length - 1 ? [...ADDED, line] : [line]))
      continue
    }
    const end = lines.indexOf(' )', i)
    result.push(...counted(lines.slice(i, end + 1)))
    i = end
  }
  return result.join('\n')
}

const modules = new Map<Build, WebAssembly.Module>()

/** The instrumented binary of a build; takes a second or two once a process. */
export function countedModule(build: Build): WebAssembly.Module {
  let module = modules.get(build)
  if (module === undefined) {
    const parsed = binaryen.parseText(countedText(textOf(build)))
    parsed.setFeatures(binaryen.Features.All)
    binaryen.setDebugInfo(true)
    module = new WebAssembly.Module(parsed.emitBinary() as Uint8Array<ArrayBuffer>)
    parsed.dispose()
    modules.set(build, module)
  }
  return module
}

/** The counter of an instance of an instrumented binary. */
export function counterOf(exports: WebAssembly.Exports): Counter {
  return { left: exports.stopsLeft, span: exports.stopsSpan } as unknown as Counter
}
