// Memory that runs out, in the build that counts allocations and where the memory is small: after some allocations each
// further one fails, until there is plenty again. What is done meanwhile succeeds, or throws and has changed nothing; of a
// call with many keys, all those before the one that failed are done.

import { isChecked } from '../../backend.js'
import { isTight } from '../tight.js'
import type { Definition, Definitions, Run } from './command.js'

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

const canStarve: Definition['isFor'] = s => (isChecked || (isTight() && !s.isInHeap)) && !s.isCrowded

export const FAMINE: Definitions = {
  hunger: { run: hunger, weight: 3, isFor: canStarve },
  plenty: { run: plenty, weight: 8, isFor: canStarve },
}
