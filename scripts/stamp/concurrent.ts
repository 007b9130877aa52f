// Makes of the specimens in src/concurrent/specimens the class of each kind of keys: see index.ts.

import type { KeyKind } from '../../src/kinds/kind.js'
import { GENERATED, write } from '../generated.js'
import { withImports } from './imports.js'
import { BUILT_INS, withoutCalls } from './inline.js'
import { expanded, KEYS, pluralOf, SPECIMEN_KEYS, VALUES } from './regions.js'
import { read } from './text.js'

const VALUE_TYPES = '(U32|F32|F64|I64|None)'

function stamped(keys: KeyKind, isSet: boolean): string {
  const isStaged = keys.scalar === undefined
  const specimen = SPECIMEN_KEYS[isStaged ? 'staged' : 'scalar']
  const whole = read(`src/concurrent/specimens/${isStaged ? 'staged-' : ''}${isSet ? 'set' : 'map'}.ts`)
  let text = whole.slice(whole.indexOf('import '))
  text = expanded(text, keys)
    .replace(
      `* as key from '../../kinds/${specimen.label.toLowerCase()}.js'`,
      `* as key from '../../kinds/${keys.label.toLowerCase()}.js'`,
    )
    .replace(/^import \* as int32 .*\n/m, () =>
      VALUES.map(({ name }) => `import * as ${name} from '../../kinds/${name}.js'\n`).join(''),
    )
  const inlined = withoutCalls(text)
  const suffix = isSet ? 'Set' : 'Map'
  text = `import {} from '../..${BUILT_INS}'\n${inlined.text}`
    .replaceAll(`Specimen${suffix}`, `${keys.label}${suffix}`)
    .replace(new RegExp(`\\b${specimen.wire}(?=${VALUE_TYPES}[A-Z])`, 'g'), keys.wire)
    .replace(/\bstageBytes\b/g, keys.isString ? 'stageString' : 'stageBytes')
    .replaceAll(pluralOf(specimen), pluralOf(keys))
    .replaceAll(specimen.range, keys.range)
    .replaceAll("'../", "'../../concurrent/")
    .replaceAll("'../../concurrent/../", "'../../")
  const calls = [...new Set(text.match(new RegExp(`\\b${keys.wire}${VALUE_TYPES}[A-Z]\\w*`, 'g')) ?? [])].sort()
  const fields = calls.map(name => `  ${name}: x.${name},\n`).join('')
  text = text.replace(/^const callsOf = [\s\S]*?^\}\)\n/m, `const callsOf = (x: Exports) => ({\n${fields}})\n`)
  const more = { [BUILT_INS]: inlined.builtIns, '/kinds/kind.js': VALUES.map(({ label }) => label.toUpperCase()) }
  return `${GENERATED}\n${withImports(text, more)}`
}

/** Writes the classes in src/generated/shared: needs the constants and the ABI there. */
export function stampConcurrent(): void {
  const lines: string[] = []
  for (const keys of KEYS) {
    for (const isSet of [false, true]) {
      const suffix = isSet ? 'Set' : 'Map'
      const file = `concurrent-${keys.label.toLowerCase()}-${suffix.toLowerCase()}`
      write(`src/generated/shared/${file}.ts`, stamped(keys, isSet))
      lines.push(`export { Concurrent${keys.label}${suffix} } from './${file}.js'\n`)
    }
  }
  write('src/generated/shared/index.ts', `${GENERATED}\n${lines.join('')}`)
}
