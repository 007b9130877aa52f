// Writes everything that exists once a kind of key or value. Run by the build; the results are not in git.

import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { KEY_WIRES, VALUE_WIRES } from './kinds'
import { assemblyIndex } from './templates/assembly-index'
import { assemblyKind } from './templates/assembly-kind'

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
