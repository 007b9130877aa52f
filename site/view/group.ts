// A group of the other layout as a table of seven slots and a row of overflow bits.

import { GROUP_SLOTS } from '../../src/generated/constants.js'
import { hexByte, make } from '../dom.js'
import type { Key } from '../model/keys.js'
import type { InspectedGroup } from '../model/swiss.js'
import { hueOf, keyCell } from './bucket.js'

function slotRow({ tags, slots }: InspectedGroup, slot: number): HTMLTableRowElement {
  const tag = tags[slot]!
  const held = slots[slot] ?? null
  const top = make('td', { class: 'top' }, hexByte(tag))
  if (held === null) {
    const empty = make('td', { colspan: 2 }, make('span', { class: 'sr-only' }, 'empty'))
    return make('tr', { class: 'slot rest', 'data-tag': tag, 'data-slot': slot }, top, empty)
  }
  top.style.setProperty('--hue', String(hueOf(2 * (tag & 0x7f))))
  const { key, value } = held as { key: Key; value: number }
  return make(
    'tr',
    { class: 'slot full', 'data-tag': tag, 'data-key': String(key), 'data-value': value, 'data-slot': slot },
    top,
    keyCell(key),
    make('td', { class: 'value' }, value),
  )
}

/** Bit 7 first, as a byte is written. */
function overflowRow(overflow: number): HTMLTableRowElement {
  const set = [7, 6, 5, 4, 3, 2, 1, 0].filter(bit => (overflow >>> bit) & 1)
  const flags = [7, 6, 5, 4, 3, 2, 1, 0].map(bit => {
    return make('span', { class: set.includes(bit) ? 'flag on' : 'flag', 'aria-hidden': 'true' }, bit)
  })
  const text = `overflow bits: ${set.length === 0 ? 'none' : set.join(', ')}`
  const cell = make('td', { colspan: 3 }, make('span', { class: 'sr-only' }, text), ...flags)
  return make('tr', { class: 'flags', 'data-overflow': overflow }, cell)
}

function heading(text: string): HTMLTableCellElement {
  return make('th', { scope: 'col' }, text)
}

/** `index` is its number in its table. */
export function groupElement(group: InspectedGroup, index: number): HTMLLIElement {
  const used = group.tags.filter(tag => tag !== 0).length
  const caption = make(
    'caption',
    {},
    make('span', { class: 'name' }, `group ${index}`),
    make('span', { class: 'used' }, `${used}/${GROUP_SLOTS}`),
  )
  const columns = make('colgroup', {}, make('col', { class: 'top' }), make('col'), make('col', { class: 'value' }))
  const head = make('thead', {}, make('tr', {}, heading('tag'), heading('key'), heading('value')))
  const body = make('tbody')
  for (let slot = 0; slot < GROUP_SLOTS; slot++) body.append(slotRow(group, slot))
  body.append(overflowRow(group.overflow))
  const table = make('table', { class: 'bucket', 'data-link': 0 }, caption, columns, head, body)
  return make('li', { class: 'chain', 'data-index': index }, table)
}

/** Text that differs whenever a group looks different. */
export function signatureOf({ tags, overflow, slots }: InspectedGroup): string {
  return `${overflow} ${tags.map((tag, i) => (tag === 0 ? '-' : `${tag} ${slots[i]?.key as Key}=${slots[i]?.value as number}`)).join(' ')}`
}
