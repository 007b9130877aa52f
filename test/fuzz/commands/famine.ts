// Memory that runs out, in the build that counts allocations: after some allocations each further one fails, until there is plenty again. What is done meanwhile
// succeeds, or throws and has changed nothing; of a call with many keys, all those before the one that failed are done.

import { isChecked } from '../../backend.js'
import type { Definitions, Run } from './command.js'

/** Allocations that still succeed, at most. */
const MOST = 8

const hunger: Run = (s, _, j) => {
  s.starve(j % (MOST + 1))
  return 1
}

const plenty: Run = s => {
  s.feed()
  return 1
}

export const FAMINE: Definitions = {
  hunger: { run: hunger, weight: 3, isFor: s => isChecked && !s.isCrowded },
  plenty: { run: plenty, weight: 8, isFor: s => isChecked && !s.isCrowded },
}
