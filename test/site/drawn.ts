// What a page shows, read from its elements.

import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { arraysOf, type Cell } from '../../site/model/arrays.js'
import { type Key, shortText } from '../../site/model/keys.js'
import type { Session } from '../../site/model/session.js'
import { directoryOf, type SwissInspection } from '../../site/model/swiss.js'
import { PATIENT } from './browser.js'

interface DrawnCell {
  index: number
  state: string
  /** Tophash, and key, as it is shown, and value where the slot is full: all slots of the chain in order. */
  slots: (number | [tophash: number, key: string, shown: string, value: number])[]
}

/** The buckets of an array, `old-array` or `main-array`, as they are drawn. */
export function drawnCells(page: Page, id: string): Promise<DrawnCell[]> {
  return page.evaluate(id => {
    const chains = Array.from(document.querySelectorAll<HTMLElement>(`#${id}:not([hidden]) .chain`))
    return chains.map(chain => ({
      index: Number(chain.dataset.index),
      state: chain.dataset.state!,
      slots: Array.from(chain.querySelectorAll<HTMLElement>('tr.slot')).map(row => {
        const tophash = Number.parseInt(row.querySelector('.top')!.textContent!, 16)
        if (!row.classList.contains('full')) return tophash
        const text = (part: string) => row.querySelector(part)!.textContent!
        return [tophash, row.dataset.key!, text('.key'), Number(text('.value'))] as DrawnCell['slots'][number]
      }),
    }))
  }, id)
}

function expectedCells(cells: readonly Cell[]): DrawnCell[] {
  return cells.map(({ index, state, buckets }) => ({
    index,
    state,
    slots: buckets.flatMap(({ tophashes, slots }) =>
      tophashes.map((tophash, i): DrawnCell['slots'][number] => {
        const slot = slots[i]
        return slot == null ? tophash : [tophash, String(slot.key), shortText(slot.key as Key), slot.value as number]
      }),
    ),
  }))
}

/** Waits until the page has drawn so many operations. */
export async function settled(page: Page, operations: number): Promise<void> {
  await page.waitForSelector(`html[data-operations="${operations}"]`, PATIENT)
}

/** Expects the page to show the table of a session in Node, in figures and bucket for bucket. */
export async function expectShown(page: Page, session: Session): Promise<void> {
  await settled(page, session.operations)
  const { old = [], main } = arraysOf(session.snapshot())
  expect(await drawnCells(page, 'main-array')).toEqual(expectedCells(main))
  expect(await drawnCells(page, 'old-array')).toEqual(expectedCells(old))
  await expectSwissShown(page, session)
  await expectFigures(page, session)
}

/** A group as it is drawn: tags, and key, as it is shown, and value where a slot is full; overflow bits. */
interface DrawnGroup {
  slots: (number | [tag: number, key: string, shown: string, value: number])[]
  overflow: number
}

/** The tables of the other layout as they are drawn. */
export function drawnTables(page: Page): Promise<DrawnGroup[][]> {
  return page.evaluate(() =>
    Array.from(document.querySelectorAll('#tables .array')).map(table =>
      Array.from(table.querySelectorAll('.chain')).map(group => ({
        slots: Array.from(group.querySelectorAll<HTMLElement>('tr.slot')).map(row => {
          const tag = Number.parseInt(row.querySelector('.top')!.textContent!, 16)
          if (!row.classList.contains('full')) return tag
          const text = (part: string) => row.querySelector(part)!.textContent!
          return [tag, row.dataset.key!, text('.key'), Number(text('.value'))] as DrawnGroup['slots'][number]
        }),
        overflow: Array.from(group.querySelectorAll('.flag.on')).reduce(
          (bits, flag) => bits | (1 << Number(flag.textContent)),
          0,
        ),
      })),
    ),
  )
}

export function expectedTables({ tables }: SwissInspection): DrawnGroup[][] {
  return tables.map(({ groups }) =>
    groups.map(({ tags, overflow, slots }) => ({
      slots: slots.map((slot, i) =>
        slot === null ? tags[i]! : [slot.tag, String(slot.key), shortText(slot.key as Key), slot.value as number],
      ),
      overflow,
    })),
  )
}

/** Expects the page to show the other layout of a session in Node, in figures and group for group. */
async function expectSwissShown(page: Page, session: Session): Promise<void> {
  const { inspection } = session.swissSnapshot()
  expect(await drawnTables(page)).toEqual(expectedTables(inspection))
  const directory = await page
    .locator('#directory li')
    .evaluateAll(items => items.map(item => Number((item as HTMLElement).dataset.table)))
  if (inspection.tables.length > 0) expect(directory).toEqual(directoryOf(inspection))
}

export async function expectFigures(page: Page, session: Session): Promise<void> {
  const { size, B, buckets, overflowBuckets, loadFactor } = session.stats
  const text = async (id: string) => (await page.textContent(`#fig-${id}`))!.replaceAll(',', '')
  expect(await text('size')).toBe(String(size))
  expect(await text('B')).toBe(String(B))
  expect(await text('buckets')).toBe(String(buckets))
  expect(await text('overflow')).toBe(String(overflowBuckets))
  expect(await text('generation')).toBe(`${session.snapshot().generation}×`)
  const { depth, tables, groups } = session.swissStats
  for (const [id, figure] of Object.entries({ size, depth, tables, groups })) {
    expect(await text(`swiss-${id}`)).toBe(String(figure))
  }
  expect(await page.textContent('#swiss-growth-count')).toBe(String(session.swissGrowths.length))
  const load = Number(await page.getAttribute('#gauge-load', 'aria-valuenow'))
  expect(load).toBeCloseTo(buckets === 0 ? 0 : loadFactor, 10)
  expect(await page.textContent('#growth-count')).toBe(String(session.growths.length))
  await expectAgreement(page, session)
}

/** Expects all builds of the page to hold the table of the session. */
export async function expectAgreement(page: Page, session: Session): Promise<void> {
  const agreement = page.locator('#agreement')
  await expect.poll(() => agreement.getAttribute('data-fingerprint'), PATIENT).toBe(session.fingerprints()[0])
  expect(await agreement.getAttribute('data-equal')).toBe('true')
  expect(await agreement.textContent()).toContain('SIMD = SWAR = twin')
}
