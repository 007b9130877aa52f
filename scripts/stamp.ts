// Makes of the specimens in src/classes/specimens each class of each space, with a text of its own: V8 keeps what it learns
// of a call with the text of the function, so classes that shared one would slow each other down.
//
// Over the syntax tree of a specimen it
// - repeats what stands in a region `value` for each kind of values, and drops or keeps the region `range`;
// - renames: the class, the exports that it calls, the modules of its key kind and of its space;
// - writes out the functions of one expression of a kind's file (src/kinds) where they are called, since V8 inlines only so
//   many bytes and bundlers inline nothing across modules, and constants as numbers.

import { readdirSync, readFileSync, rmSync } from 'node:fs'
import ts from 'typescript'
import { constants } from './abi.js'
import { GENERATED, root, write } from './generated.js'
import { type KeyWire, pairName, SHARES_SIZE, type ValueWire } from './wires.js'

type Space = 'wasm' | 'heap' | 'reference'

interface KeyKind {
  /** Its file in src/kinds. */
  file: string
  label: string
  wire: KeyWire
  type: string
  range: string
}

interface ValueKind {
  file: string
  label: string
  wire: ValueWire
  type: 'number' | 'bigint'
  increment: string
}

const NUMBERS = { wire: 'u32', type: 'number' } as const
const KEYS: readonly KeyKind[] = [
  { file: 'int32', label: 'Int32', ...NUMBERS, range: 'an integer from -2147483648 to 2147483647' },
  { file: 'uint32', label: 'Uint32', ...NUMBERS, range: 'an integer from 0 to 4294967295' },
  { file: 'float64', label: 'Float64', wire: 'f64', type: 'number', range: 'a number' },
  { file: 'bigint64', label: 'BigInt64', wire: 'i64', type: 'bigint', range: 'a bigint from -2^63 to 2^63 - 1' },
  { file: 'biguint64', label: 'BigUint64', wire: 'i64', type: 'bigint', range: 'a bigint from 0 to 2^64 - 1' },
  { file: 'string', label: 'String', wire: 'bytes', type: 'string', range: 'a string of at most 536870911 characters' },
  { file: 'bytes', label: 'Bytes', wire: 'bytes', type: 'Uint8Array', range: 'a Uint8Array, DataView or ArrayBuffer' },
]

const VALUES: readonly ValueKind[] = [
  { file: 'int32', label: 'Int32', wire: 'u32', type: 'number', increment: 'IncrementSigned' },
  { file: 'uint32', label: 'Uint32', wire: 'u32', type: 'number', increment: 'IncrementUnsigned' },
  { file: 'float32', label: 'Float32', wire: 'f32', type: 'number', increment: 'Increment' },
  { file: 'float64', label: 'Float64', wire: 'f64', type: 'number', increment: 'Increment' },
  { file: 'bigint64', label: 'BigInt64', wire: 'i64', type: 'bigint', increment: 'IncrementSigned' },
  { file: 'biguint64', label: 'BigUint64', wire: 'i64', type: 'bigint', increment: 'IncrementUnsigned' },
]

/** The kind of values that stands in the regions of a specimen. */
const SPECIMEN_VALUE = VALUES[0]!

const parse = (path: string, text: string) => ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true)
const read = (path: string) => readFileSync(`${root}${path}`, 'utf8')

/** What stands in place of [start, end) of a text. */
interface Edit {
  start: number
  end: number
  text: string
}

function edited(text: string, offset: number, edits: Edit[]): string {
  let result = text
  for (const { start, end, text: by } of [...edits].sort((a, b) => b.start - a.start)) {
    result = result.slice(0, start - offset) + by + result.slice(end - offset)
  }
  return result
}

/** The functions of one expression in a kind's file. */
interface Inlinable {
  parameters: string[]
  body: ts.Expression
}

const kinds = new Map<string, Map<string, Inlinable>>()

function inlinableOf(file: string): Map<string, Inlinable> {
  let found = kinds.get(file)
  if (found !== undefined) return found
  found = new Map()
  for (const statement of parse(file, read(`src/kinds/${file}.ts`)).statements) {
    if (!ts.isVariableStatement(statement)) continue
    for (const { name, initializer } of statement.declarationList.declarations) {
      if (initializer === undefined || !ts.isArrowFunction(initializer) || ts.isBlock(initializer.body)) continue
      const parameters = initializer.parameters.map(p => p.name.getText())
      found.set(name.getText(), { parameters, body: initializer.body })
    }
  }
  kinds.set(file, found)
  return found
}

const CONSTANTS = constants()

function literalOf(name: string): string | undefined {
  const value = CONSTANTS[name]
  if (value === undefined) return undefined
  return typeof value === 'bigint' ? `${value}n` : `${value}`
}

/** The expression of an inlinable function with arguments in place of its parameters, or undefined if it cannot be. */
function inlined({ parameters, body }: Inlinable, args: readonly string[]): string | undefined {
  const edits: Edit[] = []
  let canBe = true
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) {
      const isName = ts.isPropertyAccessExpression(node.parent) && node.parent.name === node
      if (isName) return
      const at = parameters.indexOf(node.text)
      const text = at >= 0 ? args[at] : literalOf(node.text)
      if (text !== undefined) edits.push({ start: node.getStart(), end: node.end, text })
      else if (!(node.text in globalThis) && node.text !== 'undefined') canBe = false
    } else ts.forEachChild(node, visit)
  }
  visit(body)
  return canBe ? edited(body.getText(), body.getStart(), edits) : undefined
}

/** One class to be made. */
interface Order {
  key: KeyKind
  space: Space
  isSet: boolean
}

/** A region between `// #region name` and `// #endregion`. */
interface Region {
  name: string
  start: number
  end: number
  text: string
}

function regionsOf(text: string): Region[] {
  const pattern = /^[ \t]*\/\/ #region (\w+)\n([\s\S]*?)^[ \t]*\/\/ #endregion\n/gm
  return [...text.matchAll(pattern)].map(match => ({
    name: match[1]!,
    start: match.index,
    end: match.index + match[0].length,
    text: match[2]!,
  }))
}

/** Repeats, keeps or drops the regions. */
function expanded(text: string, { key }: Order): string {
  const edits = regionsOf(text).map(({ name, start, end, text: inside }): Edit => {
    if (name === 'value') return { start, end, text: VALUES.map(value => forValue(inside, value)).join('') }
    if (name !== 'range') throw new Error(`stamp: unknown region ${name}`)
    return { start, end, text: key.file === 'bytes' ? inside : '' }
  })
  return edited(text, 0, edits)
}

/** What stands in a region `value`, for another kind of values. */
function forValue(text: string, { file, label, wire, type, increment }: ValueKind): string {
  return text
    .replace(/\b(u32|bytes)U32(Get|Set)\b/g, (_, key, operation) => `${pairName(key, wire)}${operation}`)
    .replace(/\b(u32|bytes)U32IncrementSigned\b/g, (_, key) => `${pairName(key, wire)}${increment}`)
    .replace(/\b(u32|bytes)U32Has\b/g, (_, key) => `${pairName(key, SHARES_SIZE[wire])}Has`)
    .replaceAll(SPECIMEN_VALUE.label, label)
    .replace(/\bint32\b/g, file)
    .replace(/\bINT32\b/g, label.toUpperCase())
    .replace(/\bnumber\b(?= \| undefined \{)/g, type)
    .replace(/\): number \{/g, `): ${type} {`)
}

/** Renames what differs between keys and spaces. Calls of kinds are written out before, by name. */
function renamed(text: string, { key, space, isSet }: Order): string {
  const suffix = isSet ? 'Set' : 'Map'
  const specimenWire = key.wire === 'bytes' ? 'bytes' : 'u32'
  let result = text
    .replaceAll(`Specimen${suffix}`, `${key.label}${suffix}`)
    .replace(new RegExp(`\\b${specimenWire}(?=(U32|F32|F64|I64|None)(\\b|[A-Z]))`, 'g'), key.wire)
    .replaceAll(`/calls-${specimenWire}.js'`, `/calls-${key.wire}.js'`)
  if (key.file === 'string') result = result.replaceAll('probeBytes', 'probeString')
  if (space === 'reference') result = result.replaceAll('/generated/wasm/', '/generated/reference/')
  if (space !== 'wasm') result = result.replaceAll("/spaces/wasm/ordinary.js'", `/spaces/${space}/ordinary.js'`)
  const plural =
    key.type === 'number' || key.type === 'bigint' || key.type === 'string' ? `${key.type}s` : 'Uint8Arrays'
  const [specimenPlural, specimenRange] =
    specimenWire === 'u32' ? ['numbers', KEYS[0]!.range] : ['Uint8Arrays', KEYS.at(-1)!.range]
  return result.replaceAll(specimenPlural, plural).replaceAll(specimenRange, key.range)
}

/** What the imports of a specimen call its key kind and the kinds of its values. */
function namespacesOf(source: ts.SourceFile): Map<string, string> {
  const found = new Map<string, string>()
  for (const statement of source.statements) {
    if (!ts.isImportDeclaration(statement)) continue
    const bindings = statement.importClause?.namedBindings
    const file = /\/kinds\/(\w+)\.js'$/.exec(statement.moduleSpecifier.getText())?.[1]
    if (bindings !== undefined && ts.isNamespaceImport(bindings) && file !== undefined) {
      found.set(bindings.name.text, file)
    }
  }
  return found
}

/** Writes out calls of functions of one expression: `int32.isMissing(x)`. */
function withoutCalls(text: string): string {
  const source = parse('stamped.ts', text)
  const namespaces = namespacesOf(source)
  const edits: Edit[] = []
  const visit = (node: ts.Node): void => {
    const text = ts.isCallExpression(node) ? writtenOut(node, namespaces) : undefined
    if (text === undefined) ts.forEachChild(node, visit)
    else edits.push({ start: node.getStart(), end: node.end, text })
  }
  visit(source)
  return edited(text, 0, edits)
}

function writtenOut(call: ts.CallExpression, namespaces: Map<string, string>): string | undefined {
  const { expression } = call
  if (!ts.isPropertyAccessExpression(expression) || !ts.isIdentifier(expression.expression)) return undefined
  const file = namespaces.get(expression.expression.text)
  const inlinable = file === undefined ? undefined : inlinableOf(file).get(expression.name.text)
  if (inlinable === undefined) return undefined
  if (!call.arguments.every(arg => ts.isIdentifier(arg) || ts.isPropertyAccessExpression(arg))) {
    throw new Error(`stamp: an argument that is no name cannot be written out: ${call.getText()}`)
  }
  const text = inlined(
    inlinable,
    call.arguments.map(arg => arg.getText()),
  )
  return text === undefined ? undefined : `(${text})`
}

/** Gives each kind of values that is used the import of its file; drops what is not used any more. */
function withImports(text: string, key: KeyKind): string {
  let result = text.replace(/^import \* as key from .*\n/m, `import * as key from '../../kinds/${key.file}.js'\n`)
  if (!/\bint32\./.test(result.replace(/^import .*\n/gm, '')))
    result = result.replace(/^import \* as int32 from .*\n/m, '')
  return result
}

/** The names of exports that a class of these keys calls. */
function callsOf(text: string, key: KeyKind): string[] {
  const pattern = new RegExp(`\\b${key.wire}(U32|F32|F64|I64|None)[A-Z]\\w*\\b`, 'g')
  const shared = ['incrementStatus', 'incrementSum', 'incrementSum64', 'tableCount', 'wasFound']
  return [
    ...new Set([...(text.match(pattern) ?? []), ...shared.filter(name => new RegExp(`\\b${name}\\(`).test(text))]),
  ].sort()
}

/** Replaces the import of a module's names. */
function importing(text: string, module: RegExp, names: string[]): string {
  const pattern = new RegExp(`^import (type )?\\{[^}]*\\} from '${module.source}'\\n`, 'm')
  const match = pattern.exec(text)
  if (match === null) throw new Error(`stamp: no import of ${module.source}`)
  const specifier = /from ('.*')/.exec(match[0])![1]
  return text.replace(pattern, names.length === 0 ? '' : `import { ${names.join(', ')} } from ${specifier}\n`)
}

const VALUE_NUMBERS = /^\s*(ANY|INT32|UINT32|FLOAT32|FLOAT64|BIGINT64|BIGUINT64)\b/

/** Imports the exports that are called and the numbers of kinds that are compared with. */
function withCalls(text: string, { key, space }: Order): string {
  const body = text.replace(/^import [\s\S]*? from .*\n/gm, '')
  const calls = callsOf(body, key)
  const pairs = [...new Set(body.match(new RegExp(`\\b${key.wire}(U32|F32|F64|I64|None)\\b`, 'g')) ?? [])]
  const isShared = (name: string) => !name.startsWith(key.wire)
  let result = text
  if (/kinds\/kind\.js/.test(result)) {
    const numbers = VALUES.map(v => v.label.toUpperCase())
      .concat('ANY')
      .filter(name => new RegExp(`\\b${name}\\b`).test(body))
    result = importing(result, /\.\.\/\.\.\/kinds\/kind\.js/, numbers.sort())
  }
  if (space !== 'heap') {
    result = importing(result, /[^']*\/calls-\w+\.js/, [...calls.filter(name => !isShared(name)), ...pairs].sort())
    return importing(result, /[^']*\/calls\.js/, calls.filter(isShared))
  }
  result = importing(result, /[^']*\/calls-\w+\.js/, pairs)
  result = importing(result, /[^']*\/calls\.js/, [])
  return inHeap(result, calls)
}

/** Calls the exports of the space that a body is in, in place of those that are imported. */
function inHeap(text: string, calls: string[]): string {
  const source = parse('heap.ts', text)
  const edits: Edit[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && !ts.isImportSpecifier(node.parent)) {
      if (calls.includes(node.text))
        edits.push({ start: node.getStart(), end: node.end, text: `body.space.calls.${node.text}` })
      if (node.text === 'memory') edits.push({ start: node.getStart(), end: node.end, text: 'body.space.memory' })
      if (node.text === 'settle') {
        const call = node.parent as ts.CallExpression
        edits.push({ start: call.end - 1, end: call.end - 1, text: ', callsOf' })
      }
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  const fields = calls.map(name => `  ${name}: x.${name},\n`).join('')
  const declaration = `/** The exports that this class calls. */\nconst callsOf = (x: Exports) => ({\n${fields}})\n\n`
  return edited(text, 0, edits)
    .replace(/^const TRAITS/m, `${declaration}const TRAITS`)
    .replace(/^(import \{[^}]*)(\} from '[^']*\/spaces\/heap\/ordinary\.js')/m, (_, names: string, rest: string) => {
      return `${names.replace(/\n {2}memory,|, memory\b|\bmemory, /, '').replace('import {', 'import { type Exports,')}${rest}`
    })
}

function stamped(specimen: string, order: Order): string {
  const { key } = order
  let text = specimen.slice(specimen.indexOf('import '))
  text = expanded(text, order)
  text = withImports(text, key)
  const others = VALUES.filter(({ file }) => file !== 'int32' && new RegExp(`\\b${file}\\.`).test(text))
  text = text.replace(
    /^import \* as int32 .*\n/m,
    line => line + others.map(({ file }) => `import * as ${file} from '../../kinds/${file}.js'\n`).join(''),
  )
  text = withoutCalls(text)
  text = renamed(text, order)
  text = withCalls(text, order)
  return `${GENERATED}\n${withoutUnused(text)}`
}

/** Drops imports of kinds that are not used any more, since their functions are written out. */
function withoutUnused(text: string): string {
  return text
    .replace(/^import \* as (\w+) from '..\/..\/kinds\/.*\n/gm, (line, name) => {
      return new RegExp(`\\b${name}\\.`).test(text.replace(/^import .*\n/gm, '')) ? line : ''
    })
    .replaceAll("from '../map-base.js'", "from '../../classes/map-base.js'")
    .replaceAll(/from '\.\.\/([\w-]+\.js)'/g, "from '../../classes/$1'")
}

const SPECIMENS = {
  scalarMap: 'scalar-map',
  stagedMap: 'staged-map',
  scalarSet: 'scalar-set',
  stagedSet: 'staged-set',
}

function specimenOf({ key, isSet }: Order): string {
  const form = key.wire === 'bytes' ? 'staged' : 'scalar'
  return read(`src/classes/specimens/${SPECIMENS[`${form}${isSet ? 'Set' : 'Map'}`]}.ts`)
}

const fileOf = ({ key, isSet }: Omit<Order, 'space'>) => `${key.file}-${isSet ? 'set' : 'map'}`

/** The classes of any keys, which are those over Wasm as they stand in src/any, over the twin. */
function anyOverTwin(file: string): void {
  const text = read(`src/any/${file}.ts`)
    .replaceAll("'../generated/wasm/", "'./")
    .replaceAll(/'\.\/((hash|any|walk)[\w-]*\.js)'/g, (match, name) =>
      /^hash-(map|set)\.js$/.test(name) ? match : `'../../any/${name}'`,
    )
    .replaceAll(/from '\.\.\/(?!\.\.)/g, "from '../../")
  write(`src/generated/reference/${file}.ts`, `${GENERATED}\n${text.slice(text.indexOf('import '))}`)
}

export function stampAll(): void {
  for (const space of ['wasm', 'heap', 'reference'] as const) {
    let index = GENERATED
    for (const key of KEYS) {
      for (const isSet of [false, true]) {
        const order = { key, space, isSet }
        const name = `${key.label}${isSet ? 'Set' : 'Map'}`
        write(`src/generated/${space}/${fileOf(order)}.ts`, stamped(specimenOf(order), order))
        index += `\nexport { ${name} } from './${fileOf(order)}.js'`
      }
    }
    write(`src/generated/${space}/index.ts`, `${index}\n`)
  }
  for (const file of ['hash-map', 'hash-set', 'columns']) anyOverTwin(file)
}

/** What earlier builds have left. */
export function clearGenerated(): void {
  for (const name of readdirSync(`${root}src`)) {
    if (name === 'generated') rmSync(`${root}src/generated`, { recursive: true })
  }
}
