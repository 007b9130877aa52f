// A walk through all entries of a table of any keys: through one part after another, from a random one on. What a part
// promises about changes while it is walked holds for the whole.

import { assign, NativeMap } from '../basics/builtins.js'
import { random32 } from '../basics/random.js'
import type { Sight } from '../body/sight.js'
import { Cursor } from '../iteration/cursor.js'
import { SET } from '../kinds/kind.js'
import type { AnyKeys } from './any-keys.js'
import { PARTS } from './parts.js'

const PLACES = PARTS.length + 1

/** The entries of a Map but for the first ones. */
function entriesFrom(
  map: Map<unknown, unknown>,
  from: number,
): Iterator<[unknown, unknown]> & Iterable<[unknown, unknown]> {
  const entries = map.entries()
  for (let i = 0; i < from; i++) entries.next()
  return entries
}

export class Walk {
  key: unknown = undefined
  value: unknown = undefined
  private table: AnyKeys | undefined
  private readonly clears: number
  private readonly start = random32() % PLACES
  private place = 0
  private cursor: Cursor | undefined = undefined
  /** Through the Map beside the tables, oldest first, and how many entries there were when the walk came to it. */
  private entries: ReturnType<typeof entriesFrom> | undefined = undefined
  private left = 0

  constructor(table: AnyKeys) {
    this.table = table
    this.clears = table.clears
  }

  /** Another at the same place: steps of one do not move the other. Itself at the end, undefined if its map was disposed. */
  fork(): Walk | undefined {
    const { table, entries, cursor } = this
    if (table?.isDisposed) return undefined
    if (table?.clears !== this.clears) return this
    const copy: Walk = assign(new Walk(table), this)
    copy.cursor = cursor?.fork()
    if (entries === undefined) return copy
    // An iterator of a Map cannot be copied: what is left tells where it is, and others go there.
    const rest = table.partAt(PARTS.length) as Map<unknown, unknown>
    const passed = rest.size - [...entries].length
    this.entries = entriesFrom(rest, passed)
    copy.entries = entriesFrom(rest, passed)
    return copy
  }

  /** Goes to the next entry: `key` and `value`. False at the end and ever after. */
  step(): boolean {
    const { table } = this
    if (table === undefined) return false
    table.live('next')
    while (table.clears === this.clears) {
      if (this.inTable(table) || this.inRest()) return true
      if (this.place === PLACES) break
      this.enter(table.partAt((this.start + this.place++) % PLACES))
    }
    this.table = undefined
    this.key = undefined
    this.value = undefined
    return false
  }

  private enter(part: ReturnType<AnyKeys['partAt']>): void {
    if (part instanceof NativeMap) {
      this.entries = part.entries()
      this.left = part.size
    } else if (part !== undefined) {
      this.cursor = new Cursor(part)
    }
  }

  private inTable(table: AnyKeys): boolean {
    const { cursor } = this
    if (cursor === undefined) return false
    const i = cursor.step()
    if (i < 0) {
      this.cursor = undefined
      return false
    }
    this.key = cursor.key(i)
    if (table.kind !== SET) this.value = cursor.value(i)
    return true
  }

  /** Entries that are added meanwhile come last and may be left out, so that a walk ends whatever is done on the way. */
  private inRest(): boolean {
    if (this.entries === undefined) return false
    if (this.left > 0) {
      this.left--
      const { done, value } = this.entries.next()
      if (!done) {
        this.key = value[0]
        this.value = value[1]
        return true
      }
    }
    this.entries = undefined
    return false
  }
}

/** A table, which `subject` shows to users, as Node's util.inspect is to see it. */
export function sightOf(table: AnyKeys, subject: object): Sight {
  const { isDisposed } = table
  return {
    subject,
    isSet: table.kind === SET,
    size: isDisposed ? 0 : table.size,
    isDisposed,
    walk: see => {
      const walk = new Walk(table)
      while (walk.step()) if (!see(walk.key, walk.value)) return
    },
    has: key => table.has(key),
    get: key => table.get(key),
  }
}
