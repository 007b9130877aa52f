// What is to be known of a layout of tables outside the space that has them: what can be seen of a table.

/** How tables are laid out: in Go's buckets or, after Go 1.24, in small tables that split. */
export type LayoutName = 'buckets' | 'swiss'

/** A slot of an inspection, of whichever layout. */
interface Slot {
  key: unknown
  /** Absent in sets. */
  value?: unknown
}

/** `Stats` and `Inspection` are what `stats()` and `inspect()` of a map or set hand out. */
export interface Layout<Stats extends object = object, Inspection extends object = object> {
  readonly name: LayoutName
  /** The module of the package whose tables are laid out so. */
  readonly entry: string
  /** Of a table without memory. */
  noStats(): Stats
  noInspection(): Inspection
  /** All slots that an inspection shows. */
  slotsOf(inspection: Inspection): (Slot | null)[]
  /** The figures of several tables together. */
  sumOf(all: readonly Stats[]): Stats
}

/** What users see of tables of a layout; each has its own, `Seen`. */
export interface AnySeen {
  stats: object
  inspection: object
}
