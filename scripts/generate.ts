// Writes the files of assembly/kinds and assembly/index.ts.

import { rmSync } from 'node:fs'
import { root, write } from './generated.js'
import { assemblyIndex } from './templates/assembly-index.js'
import { assemblyKind } from './templates/assembly-kind.js'
import { KEY_WIRES, VALUE_WIRES } from './wires.js'

rmSync(`${root}assembly/kinds`, { recursive: true, force: true })
for (const key of KEY_WIRES) {
  for (const value of VALUE_WIRES) write(`assembly/kinds/${key}-${value}.ts`, assemblyKind(key, value))
}
write('assembly/index.ts', assemblyIndex())
