// The lookup walk on the page, held against the twin.

import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import type { Key } from '../../site/model/keys.js'
import type { Session } from '../../site/model/session.js'
import { type Walk, walkOf } from '../../site/model/walk.js'
import { DESKTOP, noBrowser, resetTable, usePage, useSite } from './browser.js'
import { settled } from './drawn.js'
import { group, newSession } from './oracle.js'

useSite()

const onPage = usePage(DESKTOP)

interface ShownStep {
  kind: string
  title: string
  text: string
}

function shownSteps(page: Page): Promise<ShownStep[]> {
  return page.evaluate(() =>
    Array.from(document.querySelectorAll<HTMLElement>('#walk-steps > li')).map(step => ({
      kind: step.dataset.kind!,
      title: step.querySelector('h3')!.textContent!,
      text: step.querySelector('p')!.textContent!,
    })),
  )
}

async function lookUp(page: Page, key: Key): Promise<ShownStep[]> {
  await page.fill('#walk-key', String(key))
  await page.click('#walk-start')
  if (!(await page.isDisabled('#walk-all'))) await page.click('#walk-all')
  return shownSteps(page)
}

function expectSteps(shown: ShownStep[], walk: Walk, session: Session): void {
  expect(shown.map(step => step.kind)).toEqual(walk.steps.map(step => step.kind))
  const { buckets, compares } = walk.probes
  const last = shown.at(-1)!
  expect(last.title).toBe(walk.place === undefined ? 'Miss' : 'Hit')
  expect(last.text).toContain(
    `${buckets} bucket${buckets === 1 ? '' : 's'} matched, ${compares} key${compares === 1 ? '' : 's'} compared`,
  )
  const value = session.apply({ kind: 'get', key: walk.key }).result
  session.operations--
  expect(last.text).toContain(value === undefined ? 'undefined' : `${session.keys.text(walk.key)} → ${value}`)
}

/** Resets the page and steps until the table in Node is as wanted. */
async function prepared(
  page: Page,
  source: 'random' | 'twins',
  isReady: (session: Session) => boolean,
): Promise<Session> {
  await resetTable(page)
  await page.selectOption('#source', source)
  const session = newSession()
  while (!isReady(session)) session.step(source, 'insert')
  for (let done = 0; done < session.operations; ) {
    const n = done + 10 <= session.operations ? 10 : 1
    await page.click(n === 10 ? '#step10' : '#step')
    done += n
  }
  await settled(page, session.operations)
  return session
}

describe.skipIf(noBrowser)('the walk', () => {
  test(
    'goes step by step, and back',
    onPage(async page => {
      const session = await prepared(page, 'random', s => s.operations === 20)
      const key = session.roster.at(17)
      await page.fill('#walk-key', String(key))
      await page.press('#walk-key', 'Enter')
      const walk = walkOf(session.snapshot(), key, group)
      for (let n = 1; n <= walk.steps.length; n++) {
        expect(await shownSteps(page)).toHaveLength(n)
        expect(await page.textContent('#walk-progress')).toBe(`Step ${n} of ${walk.steps.length}`)
        if (n < walk.steps.length) await page.click('#walk-next')
      }
      expect(await page.isDisabled('#walk-next')).toBe(true)
      await page.click('#walk-back')
      expect(await shownSteps(page)).toHaveLength(walk.steps.length - 1)
      const bits = session.keys.hash(session.words, key).toString(2).padStart(32, '0')
      const label = await page.locator('[data-kind="hash"] .bits').getAttribute('aria-label')
      expect(label).toBe(`hash in binary: ${bits}`)
      const { B } = session.stats
      expect(await page.locator('[data-kind="bucket"] .bit.low').allTextContents()).toEqual([...bits.slice(32 - B)])
      expect(await page.locator('[data-kind="tophash"] .bit.high').allTextContents()).toEqual([...bits.slice(0, 8)])
    }),
  )

  test(
    'in a table that grows, of keys in either array and of none, in each build',
    onPage(async page => {
      const session = await prepared(
        page,
        'random',
        s => s.stats.growing && s.stats.buckets === 16 && s.stats.evacuated >= 4,
      )
      const keys = Array.from({ length: 8 }, (_, i) => session.roster.at(i * 5))
      const chosen = new Set<string>()
      for (const build of ['simd', 'swar', 'twin']) {
        await page.check(`#backend-${build}`)
        for (const key of [...keys, 123456789, -5]) {
          const shown = await lookUp(page, key)
          const walk = walkOf(session.snapshot(), key, group)
          expectSteps(shown, walk, session)
          expect(shown[1]!.title).toBe(`${walk.isOld ? 'Old' : 'New'} bucket ${walk.index}`)
          expect(shown[1]!.text).toContain('The table is growing.')
          chosen.add(shown[1]!.title.split(' ')[0]!)
          const lanes = await page
            .locator('[data-kind="match"] .lanes-table tr:first-child')
            .first()
            .locator('td')
            .count()
          expect(lanes).toBe(build === 'simd' ? 16 : 8)
        }
      }
      expect([...chosen].sort()).toEqual(['New', 'Old'])
    }),
  )

  test(
    'follows overflow buckets and compares keys of the same tophash',
    onPage(async page => {
      const session = await prepared(page, 'twins', s => s.stats.size === 20)
      const key = session.roster.at(19)
      const shown = await lookUp(page, key)
      const walk = walkOf(session.snapshot(), key, group)
      expectSteps(shown, walk, session)
      expect(walk.probes).toEqual({ buckets: 3, compares: 20 })
      expect(await page.locator('.comparison.differs').count()).toBe(19)
      expect(await page.locator('.comparison.equal').textContent()).toBe(`${key} = ${key}`)
      const masks = await page.locator('[data-kind="match"] .lanes-table').evaluateAll(tables =>
        tables.map(table =>
          Array.from(table.querySelectorAll('tr:last-child td'))
            .map(cell => cell.textContent)
            .join(''),
        ),
      )
      expect(masks).toEqual(['1111111100000000', '1111111100000000', '1111000000000000'])
    }),
  )

  test(
    'starts with a touch on a key, and follows the table',
    onPage(async page => {
      const session = await prepared(page, 'random', s => s.operations === 20)
      const key = session.roster.at(4)
      await page.click(`tr[data-key="${key}"]`)
      expect(await page.inputValue('#walk-key')).toBe(String(key))
      await page.click('#walk-all')
      expect((await shownSteps(page)).at(-1)!.title).toBe('Hit')
      await page.fill('#key', String(key))
      await page.click('#delete')
      session.apply({ kind: 'delete', key })
      await settled(page, session.operations)
      const shown = await shownSteps(page)
      expectSteps(shown, walkOf(session.snapshot(), key, group), session)
      expect(shown.at(-1)!.title).toBe('Miss')
    }),
  )
})
