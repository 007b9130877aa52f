/** Maps in memories of their own. */
import type { Home } from '../common/implementations.js'
import type { Library } from '../common/library.js'
import type { Factory, Table } from '../common/table.js'

/** How many heaps there are, and which of their maps is measured: none where it is a map of the common memory. */
const SCENES: Record<Home, { heaps: number; measured?: number }> = {
  alone: { heaps: 0 },
  'beside-two-heaps': { heaps: 2 },
  'one-heap': { heaps: 1, measured: 0 },
  'first-of-two-heaps': { heaps: 2, measured: 0 },
  'second-of-two-heaps': { heaps: 2, measured: 1 },
}

/** `make` makes a map with the options given. */
export const atHome = (
  home: Home,
  { Heap }: Library,
  make: (options: object) => Table<any, any>,
): Pick<Factory, 'create' | 'others'> => {
  const { heaps: count, measured } = SCENES[home]
  const heaps = Array.from({ length: count }, () => new Heap())
  // A heap makes its classes at its first map.
  const maps = heaps.map(heap => make({ heap }))
  return {
    create: () => make(measured === undefined ? {} : { heap: heaps[measured]! }),
    others: maps.filter((_, i) => i !== measured),
  }
}
