// What stands around the pictures: figures, gauges, growths so far, and operations in words.

import { byId, hexByte, make, plural, setText } from '../dom.js'
import { type Operation, topOf } from '../model/feed.js'
import { growthText } from '../model/growth.js'
import type { Outcome, Session } from '../model/session.js'
import type { Snapshot } from '../model/snapshot.js'
import { type SwissSnapshot, swissGrowthText, tagOf } from '../model/swiss.js'
import { Gauges, SwissGauges } from './gauges.js'

const GROWTHS_LISTED = 40

function bytesText(bytes: number): string {
  if (bytes < 10_000) return `${bytes.toLocaleString('en')} B`
  return bytes < 1024 ** 2 ? `${(bytes / 1024).toFixed(1)} KiB` : `${(bytes / 1024 ** 2).toFixed(1)} MiB`
}

/** What an operation did, of which both layouts say the same. */
export function describe(session: Session, { operation, result, isNew, growth, swissGrowth }: Outcome): string {
  const parts = [describeCall(session, operation, result, isNew)]
  if (growth !== undefined) parts.push(`Buckets: ${growthText(growth)}`)
  if (swissGrowth !== undefined) parts.push(`Tables: ${swissGrowthText(swissGrowth)}`)
  return parts.join(' ')
}

function describeCall(
  { keys, words, stats, swissStats }: Session,
  operation: Operation,
  result: unknown,
  isNew: boolean,
) {
  if (!('key' in operation)) {
    const { buckets } = stats
    return operation.kind === 'clear'
      ? 'Cleared: no entry, no memory, and new hash words.'
      : `Shrunk: ${plural(buckets, 'bucket')}, ${plural(swissStats.groups, 'group')} fit the entries.`
  }
  const key = keys.text(operation.key)
  switch (operation.kind) {
    case 'set': {
      const h = keys.hash(words, operation.key)
      const bytes = `tophash ${hexByte(topOf(h))}, tag ${hexByte(tagOf(h, keys))}`
      return `set(${key}, ${operation.value}): ${isNew ? 'a new entry' : 'a new value'}, ${bytes}.`
    }
    case 'get':
      return `get(${key}) is ${result === undefined ? 'undefined: not there' : result}.`
    default: {
      const reseeded = result === true && stats.size === 0
      return `delete(${key}) is ${result}.${reseeded ? ' The table is empty and draws new hash words.' : ''}`
    }
  }
}

/** Growths so far, the last one first. */
class GrowthList {
  readonly #ids: { count: string; last: string; list: string }
  #listed = -1

  constructor(prefix: string) {
    this.#ids = { count: `${prefix}-count`, last: `${prefix}-last`, list: `${prefix}-list` }
  }

  /** `kindOf` and `textOf` say what a growth was. */
  update<G>(growths: readonly G[], kindOf: (growth: G) => string, textOf: (growth: G) => string): void {
    if (growths.length === this.#listed) return
    this.#listed = growths.length
    setText(byId(this.#ids.count), String(growths.length))
    const last = growths.at(-1)
    setText(byId(this.#ids.last), last === undefined ? '' : `. The last one: ${textOf(last)}`)
    const items = growths
      .slice(-GROWTHS_LISTED)
      .map(growth => make('li', { 'data-trigger': kindOf(growth) }, textOf(growth)))
    byId(this.#ids.list).replaceChildren(...items.reverse())
  }
}

export class Figures {
  readonly #gauges = new Gauges()
  readonly #swissGauges = new SwissGauges()
  readonly #growths = new GrowthList('growth')
  readonly #swissGrowths = new GrowthList('swiss-growth')

  update({ stats, generation, oldB }: Snapshot, swiss: SwissSnapshot): void {
    const figures = {
      'fig-size': stats.size,
      'fig-B': stats.B,
      'fig-buckets': stats.buckets,
      'fig-overflow': stats.overflowBuckets,
      'fig-bytes': bytesText(stats.bytes),
      'fig-generation': `${generation}×`,
      'fig-swiss-size': swiss.stats.size,
      'fig-swiss-depth': swiss.stats.depth,
      'fig-swiss-tables': swiss.stats.tables,
      'fig-swiss-groups': swiss.stats.groups,
      'fig-swiss-bytes': bytesText(swiss.stats.bytes),
      'fig-swiss-generation': `${swiss.generation}×`,
    }
    for (const [id, figure] of Object.entries(figures)) {
      setText(byId(id), typeof figure === 'number' ? figure.toLocaleString('en') : figure)
    }
    this.#gauges.update(stats, oldB)
    this.#swissGauges.update(swiss)
  }

  updateGrowths({ growths, swissGrowths }: Session): void {
    this.#growths.update(growths, growth => growth.trigger, growthText)
    this.#swissGrowths.update(swissGrowths, growth => growth.kind, swissGrowthText)
  }
}
