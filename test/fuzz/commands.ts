// All commands there are, and which of them a stream has.

import { CALLBACKS } from './commands/callbacks.js'
import type { Definition, Definitions } from './commands/command.js'
import { FAMINE } from './commands/famine.js'
import { MANY } from './commands/many.js'
import { RANGES } from './commands/ranges.js'
import { SETS } from './commands/sets.js'
import { SINGLE } from './commands/single.js'
import { WALKS } from './commands/walks.js'
import { WHOLE } from './commands/whole.js'
import { WRONG } from './commands/wrong.js'
import { HASH, kindOf } from './keys.js'
import type { Setup } from './setup.js'

// The simplest first: what shrinks becomes one of those, if that fails too.
export const COMMANDS: Definitions = {
  ...SINGLE,
  ...RANGES,
  ...WALKS,
  ...MANY,
  ...WHOLE,
  ...SETS,
  ...CALLBACKS,
  ...WRONG,
  ...FAMINE,
}

export const NAMES = Object.keys(COMMANDS)

function isFor({ isFor }: Definition, { keys, values, isCrowded, heap }: Setup): boolean {
  if (isFor === undefined) return true
  const isSet = values === undefined
  return isFor({
    isSet,
    isHash: keys === HASH,
    isBytes: kindOf(keys).name === 'Bytes',
    isCrowded: isCrowded === true,
    isInHeap: heap !== undefined,
    values,
  })
}

const known = new Map<string, string[]>()

/** The commands of a stream, each as often as its weight. */
export function namesOf(setup: Setup): readonly string[] {
  const kind = `${setup.keys} ${setup.values} ${setup.isCrowded} ${setup.heap !== undefined}`
  let names = known.get(kind)
  if (names === undefined) {
    const own = Object.entries(COMMANDS).filter(([, command]) => isFor(command, setup))
    names = own.flatMap(([name, { weight }]) => Array<string>(weight).fill(name))
    known.set(kind, names)
  }
  return names
}
