// What the command and the tests have in common: the scenarios, and a build of the engine for each of them.

import { compiledText, type Replacement } from './build.js'
import { CRASHES } from './crashes.js'
import { type Exploration, explore } from './explore.js'
import { FAULTS, type Fault } from './faults.js'
import { GROWTHS } from './growths.js'
import { instrumentedModule } from './instrument.js'
import { LIVES } from './lives.js'
import { ONE } from './one.js'
import { OVERFLOWS } from './overflows.js'
import { nameOf, type Scenario } from './scenario.js'
import { WORDS } from './words.js'

export const ALL: readonly Scenario[] = [...ONE, ...OVERFLOWS, ...GROWTHS, ...LIVES, ...CRASHES, ...WORDS]

export type ModuleOf = (scenario: Scenario) => Promise<WebAssembly.Module>

/** The instrumented engine, with a fault if there is one: places to stop only where somebody may die. */
export function built(fault?: Replacement): ModuleOf {
  const texts = new Map<boolean, Promise<string>>()
  const modules = new Map<string, WebAssembly.Module>()
  return async ({ mortal, hasLarge = false }) => {
    const text = texts.get(hasLarge) ?? compiledText(hasLarge, fault)
    texts.set(hasLarge, text)
    const hasStops = mortal !== undefined
    const name = `${hasStops} ${hasLarge}`
    const module = modules.get(name) ?? instrumentedModule(await text, hasStops)
    modules.set(name, module)
    return module
  }
}

/** What was found, and how to have it again. */
export function described({ name }: Scenario, { preemptions, finding }: Exploration): string {
  if (!finding) return ''
  const { problems, schedule, outcome } = finding
  const events = outcome.events.map(({ thread, call, start, end, result }) => {
    return `  ${start}-${end} thread ${thread}: ${call.name} -> ${result instanceof Map ? [...result] : JSON.stringify(result)}`
  })
  const known = outcome.events.flatMap(({ call }) => ('keys' in call ? (call.keys as number[]) : []))
  return [
    `${name}, with ${preemptions} preemptions:`,
    ...problems.map(each => `  ${each}`),
    ...events,
    `  keys: ${[...new Set(known)].slice(0, 8).map(nameOf).join(', ')}`,
    `  again: npm run test:interleavings -- --only '${name}' --replay '${JSON.stringify(schedule)}'`,
  ].join('\n')
}

/** Plants a fault and looks for it in its scenario. */
export async function hunt(fault: Fault): Promise<Exploration> {
  const scenario = ALL.find(({ name }) => name === fault.scenario)
  if (!scenario) throw new Error(`no scenario ${fault.scenario}`)
  return (await explore(scenario, await built(fault)(scenario), fault.bound)).at(-1)!
}

export { FAULTS }
