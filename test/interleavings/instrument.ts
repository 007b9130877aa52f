// A binary that calls before each access to memory, atomic or not, and at each place where V8 can stop it.
//
// An access is replaced by a call of a function that has the signature of the access: it calls the import with the address
// and what the access is, then does it. So the call stands between the access and everything before it, the operands of
// the access included. A second import is called when something was written: not so by a compare-and-swap that failed.

import binaryen from 'binaryen'
import { countedText } from '../stops/instrument.js'

/** What is going to happen, as bits; a place to stop is none of both. */
export const WRITE = 1
export const ATOMIC = 2
/** Passed as the address: no access, but a place where V8 can stop. */
export const STOP = -1

const ACCESS = /^( *)((i32|i64|f32|f64|v128)\.(atomic\.)?(load|store|rmw)([\w.]*))((?: (?:offset|align)=\d+)*)$/

interface Access {
  type: string
  isAtomic: boolean
  /** load, store or rmw. */
  what: string
  rest: string
  /** The instruction as it stands. */
  instruction: string
  offset: number
}

function signatureOf({ type, what, rest }: Access): string {
  const operands = what === 'load' ? 0 : rest.endsWith('cmpxchg') ? 2 : 1
  const parameters = ['i32', ...Array<string>(operands).fill(type)]
  return `(param ${parameters.join(' ')})${what === 'store' ? '' : ` (result ${type})`}`
}

function helperOf(name: string, access: Access): string {
  const operands = access.what === 'load' ? 1 : access.rest.endsWith('cmpxchg') ? 3 : 2
  const swaps = operands === 3
  const bits = (access.what === 'load' ? 0 : WRITE) | (access.isAtomic ? ATOMIC : 0)
  const result = [`(local $was ${access.type})`, `local.tee $was local.get 1 ${access.type}.eq`]
  return [
    ` (func ${name} ${signatureOf(access)} ${swaps ? result[0] : ''}`,
    `  local.get 0 i32.const ${access.offset} i32.add i32.const ${bits} call $model/before`,
    `  ${Array.from({ length: operands }, (_, i) => `local.get ${i}`).join(' ')}`,
    `  ${access.instruction}`,
    swaps ? `  ${result[1]} if call $model/wrote end local.get $was` : '',
    bits & WRITE && !swaps ? '  call $model/wrote' : '',
    ' )',
  ].join('\n')
}

/** With each access replaced. */
function withAccesses(text: string): string {
  const helpers = new Map<string, string>()
  const lines = text
    .trimEnd()
    .split('\n')
    .map(line => {
      const match = ACCESS.exec(line)
      if (!match) return line
      const [, indent, operation, type, atomic, what, rest, immediates] = match as unknown as string[]
      const instruction = `${operation}${immediates}`
      const name = `$"model/${instruction.replaceAll(' ', '/')}"`
      const offset = Number(/offset=(\d+)/.exec(immediates!)?.[1] ?? 0)
      const access = { type: type!, isAtomic: atomic !== undefined, what: what!, rest: rest!, instruction, offset }
      helpers.set(name, helperOf(name, access))
      return `${indent}call ${name}`
    })
  return [...lines.slice(0, -1), ...helpers.values(), lines.at(-1)].join('\n')
}

/** Where the counted text counts, it calls instead. */
function withStops(text: string): string {
  const counts = /^ \(func \$stops\/tick\n(?: {2}.*\n)* \)$/m
  return countedText(text).replace(counts, ` (func $stops/tick\n  i32.const ${STOP} i32.const 0 call $model/before\n )`)
}

/** The module, of the text that the compiler wrote. */
export function instrumentedModule(text: string, hasStops: boolean): WebAssembly.Module {
  const imported =
    ' (import "model" "before" (func $model/before (param i32 i32)))\n (import "model" "wrote" (func $model/wrote))\n'
  const at = text.indexOf(' (import ')
  const accesses = withAccesses(hasStops ? withStops(text) : text)
  const parsed = binaryen.parseText(accesses.slice(0, at) + imported + accesses.slice(at))
  parsed.setFeatures(binaryen.Features.All)
  const module = new WebAssembly.Module(parsed.emitBinary() as Uint8Array<ArrayBuffer>)
  parsed.dispose()
  return module
}
