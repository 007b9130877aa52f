// Figures of a table by the same names, whatever its layout.

interface Figures {
  size: number
  /** Buckets or groups, and log2 of that, rounded down. */
  buckets: number
  B: number
  /** Never of tables that split: they do so at once. */
  growing: boolean
  evacuated: number
  overflowBuckets: number
  bytes: number
}

export function figuresOf(map: { stats(): unknown }): Figures {
  const stats = map.stats() as Figures & { groups?: number }
  const { groups } = stats
  if (groups === undefined) return stats
  const B = groups === 0 ? 0 : Math.floor(Math.log2(groups))
  return { ...stats, buckets: groups, B, growing: false, evacuated: 0, overflowBuckets: 0 }
}

/** Whether entries are still to be moved to tables with another hash. Buckets are moved as they grow. */
export function isRehashing(map: { stats(): unknown; inspect(): object }): boolean {
  const { growing } = map.stats() as { growing?: boolean }
  return growing ?? 'formerTables' in map.inspect()
}

interface Slot {
  key: any
  value?: any
  /** What stands beside the slot for the hash of its key: a tophash or a tag. */
  hash: number
}

/** The slots of an inspection that hold an entry. */
export function slotsIn(view: any): Slot[] {
  const chains = [...(view.chains ?? []), ...(view.formerChains ?? [])]
  const groups = [
    ...chains.flatMap(chain => chain.buckets),
    ...[...(view.tables ?? []), ...(view.formerTables ?? [])].flatMap((table: any) => table.groups),
  ]
  const slots = groups.flatMap(group => group.slots.filter((slot: unknown) => slot !== null))
  return slots.map(({ tophash, tag = tophash, ...entry }) => ({ ...entry, hash: tag }))
}
