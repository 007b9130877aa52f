// Where the lookup is, in the picture: the group or bucket that is matched, its slots that match, the one that is compared.

import type { Mark } from './steps.js'

/**
 * Marks a bucket or group, one of `places`, which have its number as `data-index`. What was marked within `root` no longer
 * is.
 */
export function showMark(root: HTMLElement, places: string, mark: Mark | undefined): void {
  for (const kind of ['probed', 'matched', 'compared']) {
    for (const had of Array.from(root.getElementsByClassName(kind))) had.classList.remove(kind)
  }
  if (mark === undefined) return
  for (const place of Array.from(root.querySelectorAll(`:is(${places})[data-index="${mark.index}"]`))) {
    const table = place.querySelector(`table[data-link="${mark.link}"]`)
    if (table === null) continue
    table.classList.add('probed')
    for (const row of Array.from(table.querySelectorAll<HTMLElement>('tr.slot'))) {
      const slot = Number(row.dataset.slot)
      if ((mark.mask >>> slot) & 1) row.classList.add('matched')
      if (slot === mark.slot) row.classList.add('compared')
    }
  }
}
