/** Who may take part in a row. */

/** `typed` is the class made for the very keys that a `HashMap` row happens to use. */
export const IMPLEMENTATIONS = ['Map', 'simd', 'swiss', 'swar', 'twin', 'typed'] as const
export type OwnImplementation = (typeof IMPLEMENTATIONS)[number]

/** Tables of other packages. */
export const PEERS = [
  '@ronomon/hash-table',
  'megahash',
  'mnemonist',
  'js-sdsl',
  '@keyv/bigmap',
  '@thi.ng/associative',
] as const
export type Peer = (typeof PEERS)[number]

/** A map with SIMD as usual, and in memories of their own: what is measured, and what else the process uses in turn with it. */
export const HOMES = ['alone', 'beside-two-heaps', 'one-heap', 'first-of-two-heaps', 'second-of-two-heaps'] as const
export type Home = (typeof HOMES)[number]

/** Both entries in one process: a map of the first is measured, one of the other is used in turn with it. */
export const TOGETHER = ['simd-beside-swiss', 'swiss-beside-simd'] as const
export type Together = (typeof TOGETHER)[number]

export type Implementation = OwnImplementation | Home | Together | Peer

const isAmong =
  <T extends string>(names: readonly T[]) =>
  (name: string): name is T =>
    (names as readonly string[]).includes(name)

export const isHome = isAmong(HOMES)
export const isTogether = isAmong(TOGETHER)
export const isPeer = isAmong(PEERS)

const LABELS: Record<OwnImplementation | Home | Together, string> = {
  Map: 'Map',
  simd: 'tophash (SIMD)',
  swiss: 'tophash/swiss',
  swar: 'tophash (SWAR)',
  twin: 'twin (TypeScript)',
  typed: 'Int32Map beside HashMap',
  alone: 'a map, no heap',
  'beside-two-heaps': 'a map, two heaps in use',
  'one-heap': 'a map of the only heap',
  'first-of-two-heaps': 'a map of the first of two heaps',
  'second-of-two-heaps': 'a map of the second',
  'simd-beside-swiss': 'tophash (SIMD), tophash/swiss in use',
  'swiss-beside-simd': 'tophash/swiss, tophash (SIMD) in use',
}

export const labelOf = (implementation: Implementation) =>
  isPeer(implementation) ? implementation : LABELS[implementation]
