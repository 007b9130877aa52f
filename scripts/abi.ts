// Writes down for TypeScript what assembly exports: its constants, from a module that holds nothing else, and the signatures
// of its functions, from the declarations that the compiler makes. So nothing about memory or the ABI is copied by hand.

import { readFileSync } from 'node:fs'
import ts from 'typescript'
import { GENERATED, root, write } from './generated.js'
import {
  KEY_WIRES,
  type KeyWire,
  PAIR,
  pairName,
  plainName,
  SHARES_SIZE,
  tablesOf,
  VALUE_WIRES,
  type ValueWire,
  WASM_SPACES,
} from './wires.js'

let known: Record<string, number | bigint> | undefined

/** The constants that callers know, those of 64 bits as bigints. */
export function constants(): Record<string, number | bigint> {
  known ??= readConstants()
  return known
}

function readConstants(): Record<string, number | bigint> {
  const module = new WebAssembly.Module(readFileSync(`${root}build/tophash-constants.wasm`))
  const { exports } = new WebAssembly.Instance(module, {
    env: {
      abort() {
        throw new Error('abi: the module of constants aborted')
      },
    },
  })
  return Object.fromEntries(
    Object.entries(exports).flatMap(([name, value]) =>
      value instanceof WebAssembly.Global ? [[name, value.value]] : [],
    ),
  )
}

interface Signature {
  name: string
  parameters: string
  result: string
}

/** The functions that a module exports. */
function signatures(name: string): Signature[] {
  const text = readFileSync(`${root}build/tophash-${name}.d.ts`, 'utf8')
  const source = ts.createSourceFile('abi.d.ts', text, ts.ScriptTarget.Latest, true)
  const found: Signature[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionDeclaration(node)) {
      found.push({
        name: node.name!.text,
        parameters: node.parameters.map(p => p.getText()).join(', '),
        result: node.type!.getText(),
      })
    } else ts.forEachChild(node, visit)
  }
  // Beside the namespace of exports there is a function that instantiates the module.
  source.statements.filter(ts.isModuleDeclaration).forEach(visit)
  return found
}

const HOT = /^(Get|GetOrInsert|Has|Remove|Set|Take|Add|Increment(Signed|Unsigned)?)$/
/** Called once an operation, whatever the pair. */
const HOT_SHARED = ['tableCount', 'incrementStatus', 'incrementSum', 'incrementSum64', 'wasFound']

const asType = ({ parameters, result }: Signature) => `(${parameters}) => ${result}`

/** Declares the exports as live bindings: a call through one has a constant target, so V8 inlines the wrapper. */
function bindings(functions: Signature[]): string {
  return `${functions.map(f => `export let ${f.name}: ${asType(f)}\n`).join('')}
whenInstantiated(exports => {
${functions.map(f => `  ${f.name} = exports.${f.name}\n`).join('')}})
`
}

function wasmShared(all: Signature[]): string {
  return `${GENERATED}
/** All functions that the module exports. */
export interface Exports {
  readonly abiVersion: WebAssembly.Global
  readonly tableLayout: WebAssembly.Global
${all.map(f => `  ${f.name}(${f.parameters}): ${f.result}\n`).join('')}}

/** Some of their names: a module without them is not ours. */
export const EXPORTS: readonly string[] = [${HOT_SHARED.map(name => `'${name}'`).join(', ')}, 'u32U32Get', 'bytesNoneAdd']
`
}

function wasmCalls(space: string, all: Signature[]): string {
  const functions = all.filter(f => HOT_SHARED.includes(f.name))
  return `${GENERATED}
import { whenInstantiated } from '../../spaces/${space}/default.js'

${bindings(functions)}`
}

/** The exports for keys of one wire type: hot ones as bindings, the others of each pair together. */
function wasmKey(space: string, key: KeyWire, all: Signature[]): string {
  const hot = all.filter(f =>
    VALUE_WIRES.some(v => f.name.startsWith(pairName(key, v)) && HOT.test(f.name.slice(pairName(key, v).length))),
  )
  return `${GENERATED}
import type { PairFunctions } from '../../spaces/wasm/pair.js'
import { whenInstantiated } from '../../spaces/${space}/default.js'
import type { Exports } from '../wasm/exports.js'

${bindings(hot)}
${VALUE_WIRES.map(value => pair(key, value, all)).join('\n')}`
}

function pair(key: KeyWire, value: ValueWire, all: Signature[]): string {
  const name = pairName(key, value)
  const whole = pairName(tablesOf(key), value)
  const sized = pairName(tablesOf(key), SHARES_SIZE[value])
  const exists = (export_: string) => all.some(f => f.name === export_)
  const cold = ['Stage', 'StageRest', 'Clone', 'Reserve', 'Shrink', 'ChainAt', 'OverflowOf']
  const many = key === 'bytes' ? 'Ranges' : 'Many'
  const ofSize = [`Get${many}`, `Has${many}`, `Set${many}`, `Remove${many}`, 'IndexMany', 'UndoMany']
  const lines = [
    ...cold.map(f => [lower(f), whole + f]),
    ...ofSize.map(f => [lower(f), sized + f]),
    [`increment${many}`, `${whole}Increment${many}`],
    [`increment${many}Signed`, `${whole}Increment${many}Signed`],
    [`increment${many}Unsigned`, `${whole}Increment${many}Unsigned`],
    ['partition', `${tablesOf(key)}Partition`],
  ]
  return `export const ${name} = (x: Exports): PairFunctions => ({
${lines.flatMap(([as, export_]) => (exists(export_!) ? [`  ${as}: x.${export_},\n`] : [])).join('')}})
`
}

const lower = (name: string) => name[0]!.toLowerCase() + name.slice(1)

/** The exports of ordinary tables that threads share: of each pair together. The classes have the others from their heap. */
function plainKey(key: KeyWire, all: Signature[]): string {
  return `${GENERATED}
import type { PairFunctions } from '../../spaces/wasm/pair.js'
import type { Exports } from '../wasm/exports.js'

${VALUE_WIRES.map(value => pair(key, value, all)).join('\n')}`
}

/** The same names, bound to the twin's operations. */
function referenceKey(key: KeyWire, all: Signature[]): string {
  const names = VALUE_WIRES.flatMap(value =>
    all.flatMap(f => {
      const operation = f.name.slice(pairName(key, value).length)
      const isOne = f.name.startsWith(pairName(key, value)) && HOT.test(operation)
      return isOne ? [`  ${twinOperation(value, operation)} as ${f.name},\n`] : []
    }),
  )
  return `${GENERATED}
import type { TwinPair } from '../../spaces/reference/engine.js'

export {\n${names.join('')}} from '../../spaces/reference/${key === PAIR ? 'pairs' : 'operations'}.js'

${VALUE_WIRES.map(value => `export const ${pairName(key, value)}: TwinPair = '${value}'\n`).join('')}`
}

function twinOperation(value: string, operation: string): string {
  if (!operation.startsWith('Increment')) return lower(operation)
  const unsigned = operation.endsWith('Unsigned')
  if (value === 'u32') return unsigned ? 'incrementUint32' : 'incrementInt32'
  if (value === 'i64') return unsigned ? 'incrementBigUint64' : 'incrementBigInt64'
  return value === 'f32' ? 'incrementFloat32' : 'incrementFloat64'
}

export function writeConstants(): void {
  const lines = Object.entries(constants()).map(([name, value]) => {
    const text = typeof value === 'bigint' ? `${value}n` : `${value}`
    return `export const ${name} = ${text}\n`
  })
  write('src/generated/constants.ts', `${GENERATED}\n${lines.sort().join('')}`)
}

/** Of tables that several threads use; of ordinary ones among these, what other ordinary tables do not have, and how one ends. */
function sharedExports(all: Signature[]): string {
  const known = new Set(all.map(({ name }) => plainName(name)))
  known.delete(plainName('tableDestroy'))
  const own = signatures('shared').filter(({ name }) => !known.has(name))
  const functions = own.map(f => `  ${f.name}(${f.parameters}): ${f.result}\n`)
  return `${GENERATED}
/** What is called of the module by its name. */
export interface Exports {
  readonly sharedVersion: WebAssembly.Global
${functions.join('')}}
`
}

export function writeAbi(): void {
  const all = signatures('simd')
  write('src/generated/shared/exports.ts', sharedExports(all))
  write('src/generated/wasm/exports.ts', wasmShared(all))
  write(
    'src/generated/reference/calls.ts',
    `${GENERATED}\nexport { ${HOT_SHARED.join(', ')} } from '../../spaces/reference/operations.js'\n`,
  )
  for (const space of WASM_SPACES) {
    write(`src/generated/${space}/calls.ts`, wasmCalls(space, all))
    for (const key of [...KEY_WIRES, PAIR]) write(`src/generated/${space}/calls-${key}.ts`, wasmKey(space, key, all))
  }
  for (const key of KEY_WIRES) write(`src/generated/plain/calls-${key}.ts`, plainKey(key, all))
  for (const key of [...KEY_WIRES, PAIR]) {
    write(`src/generated/reference/calls-${key}.ts`, referenceKey(key, all))
  }
}
