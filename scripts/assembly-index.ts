// Writes assembly/index.ts and assembly/plain/index.ts, the lists of all that is exported: of ordinary tables, and of those that
// threads share.

import { exportsOf, GENERATED, singles } from './assembly.js'
import {
  KEY_WIRES,
  type KeyWire,
  nameInside,
  PAIR,
  pairName,
  plainName,
  tablesOf,
  VALUE_WIRES,
  type ValueWire,
} from './wires.js'

/** What is exported once beside the two files that are all of it, by the files that have it. */
const ONCE: readonly (readonly [file: string, names: readonly string[]])[] = [
  ['../calls/increment', ['incrementStatus', 'incrementSum', 'incrementSum64']],
  ['../calls/many', ['batchRegion']],
  [
    '../calls/partition',
    [
      'f64Partition',
      'i64Partition',
      'partitionFrom',
      'partitionKeys',
      'partitionRegion',
      'partitionRelease',
      'u32Partition',
    ],
  ],
  ['../calls/ranges', ['rangesRegion']],
]
/** What assembly/plain/abi.ts has. */
const PLAIN_ONCE = [
  ...[
    'attach',
    'destroy',
    'detach',
    'enter',
    'forget',
    'isDestroyed',
    'keyLengthOf',
    'kindOf',
    'memoryPages',
    'placeOf',
  ],
  ...['serialOf', 'share', 'heapUsed', 'seedEntropy', 'stageLongKey', 'wasFound'],
  ...['Address', 'BaseBits', 'Bits', 'Buckets', 'Bytes', 'Clear', 'Count', 'Create', 'CreateBytes', 'Destroy'].map(
    name => `table${name}`,
  ),
  ...[
    'Evacuated',
    'FirstSlot',
    'Former',
    'Generation',
    'KeyLength',
    'NoteMissing',
    'OldBuckets',
    'Overflow',
    'Rehashes',
  ].map(name => `table${name}`),
  ...['SetWords', 'SlotSize', 'Slots'].map(name => `table${name}`),
]

function exportList(key: KeyWire, value: ValueWire, names: readonly string[]): string {
  const list = names.map(name => `  ${nameInside(name)} as ${pairName(key, value)}${name},`)
  return `export {\n${list.join('\n')}\n} from "./kinds/${key}-${value}";\n`
}

function indexFile(): string {
  let text = `${GENERATED} Exports only: the ABI.\n\nexport * from "./abi";\n`
  for (const [file, names] of ONCE) text += `export { ${names.join(', ')} } from "${file.slice(1)}";\n`
  for (const key of KEY_WIRES) {
    for (const value of VALUE_WIRES) {
      text += exportList(key, value, [...exportsOf(key, value).map(each => each.name), 'OverflowOf'])
      // Beside what is nearly the same: the binary is compressed.
      if (key === tablesOf(PAIR)) {
        const names = singles(value).map(each => each.name)
        text += exportList(PAIR, value, names)
      }
    }
  }
  return text
}

/** What is exported of tables that threads share: beside those of concurrent ones, with names of their own. */
function plainIndexFile(): string {
  const once = [...ONCE, ['./abi', PLAIN_ONCE] as const]
  const lists = [
    ...once.map(([file, names]) => [file, names.map(name => `${name} as ${plainName(name)}`)] as const),
    ...KEY_WIRES.flatMap(key =>
      VALUE_WIRES.map(value => {
        const names = [...exportsOf(key, value).map(each => each.name), 'OverflowOf']
        const all = names.map(name => `${nameInside(name)} as ${plainName(pairName(key, value) + name)}`)
        return [`./kinds/${key}-${value}`, all] as const
      }),
    ),
  ]
  const exported = lists.map(([file, names]) => `export {\n${names.map(n => `  ${n},\n`).join('')}} from "${file}";\n`)
  return `${GENERATED} Exports only.\n\n${exported.join('')}`
}

/** Both: paths and texts. */
export function indexFiles(): [path: string, text: string][] {
  return [
    ['assembly/index.ts', indexFile()],
    ['assembly/plain/index.ts', plainIndexFile()],
  ]
}
