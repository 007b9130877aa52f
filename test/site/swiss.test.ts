// What the explorer says about the other layout, held against the table, and the page against both.

import { describe, expect, test } from 'vitest'
import type { KeyName } from '../../site/model/keys.js'
import { directoryOf, entriesIn, placeOf, swissGrowthText, tableDepth } from '../../site/model/swiss.js'
import { swissWalkOf } from '../../site/model/swiss-walk.js'
import { DESKTOP, noBrowser, PATIENT, resetTable, usePage, useSite } from './browser.js'
import { drawnTables, expectedTables, expectFigures, settled } from './drawn.js'
import { group, newSession } from './oracle.js'
import { play, RUNS } from './runs.js'

test.each(RUNS)('$keys, $source, $mode: the walk finds what the table finds, where it stands', run => {
  const session = newSession(5n, 0, run.keys)
  let beyond = 0
  play(session, run.source, run.mode, () => {
    const snapshot = session.swissSnapshot()
    const { inspection } = snapshot
    expect(inspection.tables.reduce((n, table) => n + entriesIn(table.groups), 0)).toBe(session.stats.size)
    const present = session.roster.size > 0 ? [session.roster.at(session.operations % session.roster.size)] : []
    for (const key of [...present, session.keys.random(1e6 + session.operations)]) {
      const walk = swissWalkOf(snapshot, key, group)
      const value = session.apply({ kind: 'get', key }).result
      expect(walk.steps.at(-1)).toMatchObject({ kind: 'result', key, value })
      if (walk.probes.groups > 1) beyond++
      if (walk.place === undefined) continue
      const { table, group: at, slot } = walk.place
      expect(inspection.tables[table]!.groups[at]!.slots[slot]).toMatchObject({ key, value })
    }
  })
  // Twins have one home group.
  if (run.source === 'twins') expect(beyond).toBeGreaterThan(20)
})

test.each(['int32', 'bigint64', 'string'] as KeyName[])(
  '%s: tables that split, and a directory that leads to them',
  keys => {
    const session = newSession(2n, 0, keys)
    const kinds: string[] = []
    while (session.swissStats.tables < 6) {
      const before = session.swissStats
      const { swissGrowth } = session.step('random', 'insert')
      const { groups, tables, depth } = session.swissStats
      expect(swissGrowth !== undefined).toBe(before.groups > 0 && groups > before.groups)
      if (swissGrowth === undefined) continue
      kinds.push(swissGrowth.kind)
      expect(swissGrowth.kind).toBe(tables > before.tables ? 'split' : 'double')
      expect(swissGrowth.places).toBe(depth > before.depth ? 2 ** depth : undefined)
      const text = swissGrowthText(swissGrowth)
      expect(text.includes('splits')).toBe(tables > before.tables)
      expect(text.includes('directory doubles')).toBe(depth > before.depth)
    }
    const doublings = session.keys.groupBits
    expect(kinds).toEqual([...new Array(doublings).fill('double'), ...new Array(5).fill('split')])
    const { inspection, words } = session.swissSnapshot()
    const directory = directoryOf(inspection)
    expect(directory).toHaveLength(2 ** inspection.depth)
    for (const [number, table] of inspection.tables.entries()) {
      expect(directory.filter(place => place === number)).toHaveLength(table.places)
      const depth = tableDepth(inspection, table)
      for (const { slots } of table.groups) {
        for (const slot of slots) {
          if (slot !== null)
            expect(placeOf(session.keys.hash(words, slot.key as never), depth)).toBe(table.index % 2 ** depth)
        }
      }
    }
  },
)

useSite()

const onPage = usePage(DESKTOP)

describe.skipIf(noBrowser)('the other layout on the page', () => {
  test(
    'one table doubles and splits: groups, then maps, of which one can be looked into',
    onPage(async page => {
      await resetTable(page)
      await page.selectOption('#kind', 'string')
      await settled(page, 0)
      const session = newSession(1n, 0, 'string')
      const steps = async (n: 100 | 1000) => {
        await page.click(`#step${n}`)
        for (let i = 0; i < n; i++) session.step('random', 'insert')
        await settled(page, session.operations)
        await expectFigures(page, session)
      }
      await steps(100)
      expect(await drawnTables(page)).toEqual(expectedTables(session.swissSnapshot().inspection))
      await page.selectOption('#view', 'buckets')
      while (session.swissStats.tables === 1) await steps(100)
      await expect.poll(() => drawnTables(page), PATIENT).toEqual(expectedTables(session.swissSnapshot().inspection))
      expect(await page.locator('#tables .fresh').count()).toBe(2)
      expect(await page.locator('#swiss-growth-list li').allTextContents()).toEqual(
        session.swissGrowths.map(swissGrowthText).reverse(),
      )
      await page.selectOption('#view', 'auto')
      const maps = page.locator('#tables .array canvas:not([hidden])')
      await expect.poll(() => maps.count(), PATIENT).toBe(2)
      await page.fill('#table-number', '1')
      await page.fill('#group-number', '9')
      const picked = session.swissSnapshot().inspection.tables[1]!.groups[9]!
      const keys = picked.slots.flatMap(slot => (slot === null ? [] : [String(slot.key)]))
      await expect.poll(() => page.locator('#picked-group .key').allTextContents(), PATIENT).toEqual(keys)
      while (session.swissStats.tables < 9) await steps(1000)
      await expect.poll(() => maps.count(), PATIENT).toBe(1)
      expect(await page.getAttribute('#tables-map', 'aria-label')).toContain(
        `Map of ${session.swissStats.tables} tables`,
      )
    }),
  )
})
