/** Who may take part in a row. */

/** `typed` is the class made for the very keys that a `HashMap` row happens to use. */
export const IMPLEMENTATIONS = ['Map', 'simd', 'swar', 'twin', 'typed'] as const
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

export type Implementation = OwnImplementation | Peer

const isAmong =
  <T extends string>(names: readonly T[]) =>
  (name: string): name is T =>
    (names as readonly string[]).includes(name)

export const isOwn = isAmong(IMPLEMENTATIONS)
export const isPeer = isAmong(PEERS)

const LABELS: Record<OwnImplementation, string> = {
  Map: 'Map',
  simd: 'tophash (SIMD)',
  swar: 'tophash (SWAR)',
  twin: 'twin (TypeScript)',
  typed: 'Int32Map beside HashMap',
}

export const labelOf = (implementation: Implementation) =>
  isOwn(implementation) ? LABELS[implementation] : implementation
