// What is shown by console.log, and how: the same for maps and sets and for their iterators.

import { HashMap, HashSet } from '../backend.js'

/** HashMap and HashSet, with such keys. */
export function anyContainers(key: (i: number) => unknown): any[] {
  return [
    { name: 'HashMap', kind: 'Hash', Class: HashMap, isMap: true, key },
    { name: 'HashSet', kind: 'Hash', Class: HashSet, isMap: false, key },
  ]
}

export const OPTIONS: Record<string, object> = {
  none: {},
  colors: { colors: true },
  'compact 0': { compact: false },
  'compact 1': { compact: 1 },
  'a wide line': { breakLength: Number.POSITIVE_INFINITY },
  'hidden properties': { showHidden: true },
  'no depth': { depth: 0 },
  'every depth': { depth: null },
  'getters and separators': { getters: true, numericSeparator: true },
  sorted: { sorted: true },
  'sorted backwards': { sorted: (a: string, b: string) => (a < b ? 1 : -1) },
}
