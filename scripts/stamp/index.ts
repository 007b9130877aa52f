// Makes of the specimens in src/classes/specimens each class of each space, with a text of its own: V8 keeps what it learns
// of a call with the text of the function, so classes that shared one would slow each other down.
//
// - What stands in a region `value` is repeated for each kind of values, in a region `hot` for those that programs use most, in
//   a region `cold` for all but those, in a region `rest` for all but the specimen's own; a region `range` is for keys of bytes
//   only.
// - Renamed are the class, the exports that it calls, and the modules of its key kind and of its space.
// - Small functions of kinds are written out (inline.ts).

import type { KeyKind } from '../../src/kinds/kind.js'
import { GENERATED, write } from '../generated.js'
import { type KeyWire, PAIR, WASM_SPACES } from '../wires.js'
import { inHeap } from './heap.js'
import { withImports } from './imports.js'
import { BUILT_INS, withoutCalls } from './inline.js'
import { inSharedHeap, SHARED_IMPORTS, withSharedTypes } from './plain.js'
import { expanded, KEYS, pluralOf, SPECIMEN_KEYS, TUPLE, VALUES } from './regions.js'
import { read } from './text.js'

/** Where tables are: in the memory of all ordinary maps of a layout, in a heap of such a layout, in plain TypeScript. */
interface Space {
  /** Its folder in src/generated. */
  folder: string
  /** The space whose exports its classes call. */
  calls: string
  isHeap: boolean
  /** Whether threads share it. */
  isShared?: boolean
}

const SPACES: readonly Space[] = [
  ...WASM_SPACES.flatMap(calls => [
    { folder: calls, calls, isHeap: false },
    { folder: `${calls}-heap`, calls, isHeap: true },
  ]),
  { folder: 'reference', calls: 'reference', isHeap: false },
  { folder: 'plain', calls: 'plain', isHeap: true, isShared: true },
]

/** How the tables of a space are laid out, as far as types tell. */
const layoutOf = ({ calls }: Space) => (calls === 'swiss' ? 'swiss' : 'buckets')

/** One class to be made. */
interface Order {
  keys: KeyKind
  space: Space
  isSet: boolean
}

const formOf = (keys: KeyKind) => (keys === TUPLE ? 'tuple' : keys.scalar === undefined ? 'staged' : 'scalar')
/** How keys cross into Wasm: those of several parts in one of two ways. */
const wiresOf = (keys: KeyKind): KeyWire[] => (keys === TUPLE ? [PAIR, keys.wire] : [keys.wire])
const classOf = ({ keys, isSet }: Omit<Order, 'space'>) => `${keys.label}${isSet ? 'Set' : 'Map'}`
const fileOf = ({ keys, isSet }: Omit<Order, 'space'>) => `${keys.label.toLowerCase()}-${isSet ? 'set' : 'map'}`

/** Renames what differs between keys and between spaces. */
function renamed(text: string, order: Order): string {
  const { keys, space, isSet } = order
  const specimen = SPECIMEN_KEYS[formOf(keys)]
  const result = text
    .replaceAll(`Specimen${isSet ? 'Set' : 'Map'}`, classOf(order))
    .replace(new RegExp(`\\b${specimen.wire}(?=(U32|F32|F64|I64|None)(\\b|[A-Z]))`, 'g'), keys.wire)
    .replaceAll(`/calls-${specimen.wire}.js'`, `/calls-${keys.wire}.js'`)
    .replace(/\b(probe|stage)Bytes\b/g, (name, what) => (keys.isString ? `${what}String` : name))
    .replaceAll(pluralOf(specimen), pluralOf(keys))
    .replaceAll(specimen.range, keys.range)
    .replaceAll("'../", "'../../classes/")
    .replaceAll("'../../classes/../", "'../../")
  const there = result
    .replaceAll('/generated/buckets/', `/generated/${space.calls}/`)
    .replaceAll('/spaces/buckets/', `/spaces/${space.isHeap && !space.isShared ? 'heap' : space.calls}/`)
    .replaceAll('/spaces/layouts/buckets.js', `/spaces/layouts/${layoutOf(space)}.js`)
  return space.calls === 'reference' ? withLayouts(there) : there
}

/** Constructors of the twin take a layout, too. */
function withLayouts(text: string): string {
  return text.replace(
    /(?<=\boptions\??: )(NumberOptions|BigIntOptions|TableOptions|OptionsFor<V>)/g,
    '$1 & LayoutOption',
  )
}

/** The exports that a class calls, by the module that has them. */
function callsOf(text: string, wire: KeyWire): { own: string[]; pairs: string[]; shared: string[] } {
  const all = (pattern: string) => [...new Set(text.match(new RegExp(`\\b${pattern}\\b`, 'g')) ?? [])].sort()
  const values = '(U32|F32|F64|I64|None)'
  return {
    own: all(`${wire}${values}[A-Z]\\w*`),
    pairs: all(`${wire}${values}`),
    shared: all('(incrementStatus|incrementSum|incrementSum64|tableCount|wasFound)(?=\\()').filter(Boolean),
  }
}

/** With an import of built-ins for names to be added to. */
function withBuiltIns(text: string): string {
  return text.includes(`${BUILT_INS}'`) ? text : `import {} from '../..${BUILT_INS}'\n${text}`
}

function stamped(specimen: string, order: Order): string {
  const { keys, space } = order
  const label = SPECIMEN_KEYS[formOf(keys)].label.toLowerCase()
  let text = specimen.slice(specimen.indexOf('import '))
  text = expanded(text, order.keys)
  text = text.replace(
    `* as key from '../../kinds/${label}.js'`,
    `* as key from '../../kinds/${keys.label.toLowerCase()}.js'`,
  )
  text = text.replace(/^import \* as int32 .*\n/m, () =>
    VALUES.map(({ name }) => `import * as ${name} from '../../kinds/${name}.js'\n`).join(''),
  )
  const whole = withoutCalls(text)
  text = renamed(withBuiltIns(whole.text), order)
  const body = text.replace(/^import [\s\S]*? from .*\n/gm, '')
  const calls = wiresOf(keys).map(wire => ({ wire, ...callsOf(body, wire) }))
  const { shared } = calls[0]!
  if (space.isHeap) text = inHeap(text, [...calls.flatMap(({ own }) => own), ...shared])
  if (space.isShared) text = `${SHARED_IMPORTS}${withSharedTypes(inSharedHeap(text))}`
  text = withImports(text, {
    [BUILT_INS]: whole.builtIns,
    ...Object.fromEntries(calls.map(({ wire, own, pairs }) => [`/calls-${wire}.js`, [...own, ...pairs]])),
    '/calls.js': shared,
    '/body/options.js': ['type LayoutOption'],
    '/kinds/kind.js': VALUES.map(({ label }) => label.toUpperCase()),
    '/spaces/heap/ordinary.js': ['type Exports', 'type Tenancy'],
    '/spaces/plain/ordinary.js': ['type Exports', 'type Tenancy', 'PlainBody', 'PlainMapBase', 'PlainSetBase'],
  })
  return `${GENERATED}\n${text}`
}

/** The files of any keys in src/any, which are over buckets, over another space. */
function anyOver(space: Space, file: string): void {
  const { folder, calls } = space
  const specimen = read(`src/any/${file}.ts`)
  const own =
    calls === 'reference'
      ? withLayouts(specimen).replace(" } from '../body/options.js'", ", LayoutOption } from '../body/options.js'")
      : specimen
  const text = own
    .replaceAll(/from '\.\/(?!hash-map|hash-set)/g, "from '../../any/")
    .replaceAll("from '../generated/buckets/", "from './")
    .replaceAll("from '../spaces/buckets/", `from '../spaces/${calls}/`)
    .replaceAll('/spaces/layouts/buckets.js', `/spaces/layouts/${layoutOf(space)}.js`)
    .replaceAll(/from '\.\.\/(?!\.\.)/g, "from '../../")
  write(`src/generated/${folder}/${file}.ts`, `${GENERATED}\n${text.slice(text.indexOf('import '))}`)
}

/** Writes the classes in src/generated: needs the constants and the ABI there. */
export function stampAll(): void {
  for (const space of SPACES) {
    const kinds = space.isShared ? KEYS : [...KEYS, TUPLE]
    const orders = kinds.flatMap(keys => [false, true].map((isSet): Order => ({ keys, space, isSet })))
    for (const order of orders) {
      const specimen = `${formOf(order.keys)}-${order.isSet ? 'set' : 'map'}`
      const text = stamped(read(`src/classes/specimens/${specimen}.ts`), order)
      write(`src/generated/${space.folder}/${fileOf(order)}.ts`, text)
    }
    const lines = orders.map(order => `export { ${classOf(order)} } from './${fileOf(order)}.js'\n`)
    write(`src/generated/${space.folder}/index.ts`, `${GENERATED}\n${lines.join('')}`)
    if (space.isHeap || space.folder === 'buckets') continue
    for (const file of ['hash-map', 'hash-set', 'columns']) anyOver(space, file)
  }
}
