// A bucket as a table of eight slots, and a chain of them.

import { EMPTY_ONE, MIN_TOPHASH, BUCKET_SLOTS as SLOTS } from '../../src/generated/constants.js'
import type { InspectedBucket } from '../../src/spaces/layouts/buckets.js'
import { binary, hexByte, make, plural } from '../dom.js'
import { type Cell, entriesIn } from '../model/arrays.js'
import { type Key, shortText } from '../model/keys.js'

/** Of longer chains only so many buckets are drawn. */
const DRAWN_LINKS = 12

/** The hue that stands for a tophash. */
export function hueOf(tophash: number): number {
  return Math.round((tophash * 360) / 256)
}

function slotRow(bucket: InspectedBucket, slot: number, link: number): HTMLTableRowElement {
  const tophash = bucket.tophashes[slot]!
  const held = bucket.slots[slot] ?? null
  const top = make('td', { class: 'top' }, hexByte(tophash))
  if (held === null) {
    const state = tophash === EMPTY_ONE ? 'one' : 'rest'
    const row = make('tr', { class: `slot ${state}`, 'data-tophash': tophash, 'data-slot': slot }, top)
    row.append(
      make('td', { colspan: 2 }, make('span', { class: 'sr-only' }, tophash === EMPTY_ONE ? 'deleted' : 'empty')),
    )
    return row
  }
  top.style.setProperty('--hue', String(hueOf(tophash)))
  const { key, value } = held as { key: Key; value: number }
  const data = {
    'data-tophash': tophash,
    'data-key': String(key),
    'data-value': value,
    'data-link': link,
    'data-slot': slot,
  }
  return make('tr', { class: 'slot full', ...data }, top, keyCell(key), make('td', { class: 'value' }, value))
}

/** Keys that are cut have all of their text as a title. */
export function keyCell(key: Key): HTMLTableCellElement {
  const short = shortText(key)
  return make('td', { class: 'key', title: short === String(key) ? undefined : String(key) }, short)
}

/** `name` says which bucket it is. */
export function bucketTable(bucket: InspectedBucket, name: string, link: number): HTMLTableElement {
  const head = make('tr', {}, heading('tophash', 'top'), heading('key'), heading('value'))
  const body = make('tbody')
  for (let slot = 0; slot < SLOTS; slot++) body.append(slotRow(bucket, slot, link))
  const used = bucket.tophashes.filter(top => top >= MIN_TOPHASH).length
  const caption = make(
    'caption',
    {},
    make('span', { class: 'name' }, name),
    make('span', { class: 'used' }, `${used}/8`),
  )
  const columns = make('colgroup', {}, make('col', { class: 'top' }), make('col'), make('col', { class: 'value' }))
  const kind = link === 0 ? 'bucket' : 'bucket overflow'
  return make('table', { class: kind, 'data-link': link }, caption, columns, make('thead', {}, head), body)
}

function heading(text: string, kind?: string): HTMLTableCellElement {
  return make('th', { scope: 'col', class: kind }, text)
}

/** A bucket of an array with its overflow buckets; `bits` is how many low bits choose it. */
export function chainElement(cell: Cell, bits: number): HTMLLIElement {
  const { index, state, buckets, others } = cell
  const item = make('li', { class: `chain ${state}`, 'data-index': index, 'data-state': state })
  const name = `${index}`
  if (state === 'evacuated' || state === 'waiting') {
    const note = state === 'evacuated' ? `evacuated → ${others.join(', ')}` : `waits for old ${others[0]}`
    item.append(make('p', { class: 'stub' }, make('b', {}, name), ' ', make('span', {}, note)))
    return item
  }
  const title = bits === 0 ? `bucket ${name}` : `${name} · ${binary(index, bits)}`
  for (const [link, bucket] of buckets.slice(0, DRAWN_LINKS).entries()) {
    item.append(bucketTable(bucket, link === 0 ? title : `${name} · overflow ${link}`, link))
  }
  const hidden = buckets.length - DRAWN_LINKS
  if (hidden > 0) {
    const entries = entriesIn(buckets.slice(DRAWN_LINKS))
    item.append(make('p', { class: 'stub' }, `and ${plural(hidden, 'more overflow bucket')} with ${entries} entries`))
  }
  return item
}

/** Text that differs whenever a cell looks different. */
export function signatureOf({ state, buckets, others }: Cell): string {
  let text = `${state} ${others.join()} ${buckets.length}`
  for (const { tophashes, slots } of buckets.slice(0, DRAWN_LINKS + 1)) {
    for (let i = 0; i < SLOTS; i++) {
      const slot = slots[i]
      text += slot == null ? ` ${tophashes[i]}` : ` ${slot.key as Key}=${slot.value as number}`
    }
  }
  return text
}
