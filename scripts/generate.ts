// Writes everything that exists once a kind of key or value. Run by the build; the results are not in git.

import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { KEY_WIRES, KEYS, VALUE_WIRES } from './kinds.js'
import { assemblyIndex } from './templates/assembly-index.js'
import { assemblyKind } from './templates/assembly-kind.js'
import { classesIndex } from './templates/class.js'
import { hashClasses } from './templates/hash-classes.js'
import { mapClass } from './templates/map-class.js'
import { referenceAbi } from './templates/reference-abi.js'
import { setClass } from './templates/set-class.js'
import { wasmAbi } from './templates/wasm-abi.js'

function write(path: string, text: string): void {
  const url = new URL(`../${path}`, import.meta.url)
  mkdirSync(new URL('.', url), { recursive: true })
  writeFileSync(url, text)
}

rmSync(new URL('../assembly/kinds', import.meta.url), { recursive: true, force: true })
for (const key of KEY_WIRES) {
  for (const value of VALUE_WIRES) write(`assembly/kinds/${key}-${value}.ts`, assemblyKind(key, value))
}
write('assembly/index.ts', assemblyIndex())

rmSync(new URL('../src/generated', import.meta.url), { recursive: true, force: true })
write('src/generated/wasm/abi.ts', wasmAbi())
write('src/generated/reference/abi.ts', referenceAbi())
for (const backend of ['wasm', 'reference'] as const) {
  for (const key of KEYS) {
    write(`src/generated/${backend}/${key.name.toLowerCase()}-map.ts`, mapClass(key, backend))
    write(`src/generated/${backend}/${key.name.toLowerCase()}-set.ts`, setClass(key, backend))
  }
  write(`src/generated/${backend}/index.ts`, classesIndex(KEYS))
  write(`src/generated/${backend}/hash-classes.ts`, hashClasses())
}
for (const key of KEYS) {
  write(`src/generated/heap/${key.name.toLowerCase()}-map.ts`, mapClass(key, 'wasm', 'heap'))
  write(`src/generated/heap/${key.name.toLowerCase()}-set.ts`, setClass(key, 'wasm', 'heap'))
}
write('src/generated/heap/index.ts', classesIndex(KEYS))
