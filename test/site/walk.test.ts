// The lookup walk on the page, held against the twin.

import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import type { Key } from '../../site/model/keys.js'
import type { Session } from '../../site/model/session.js'
import { type SwissWalk, swissWalkOf } from '../../site/model/swiss-walk.js'
import { type Walk, walkOf } from '../../site/model/walk.js'
import { DESKTOP, noBrowser, PATIENT, resetTable, usePage, useSite } from './browser.js'
import { settled } from './drawn.js'
import { group, newSession } from './oracle.js'

useSite()

const onPage = usePage(DESKTOP)

interface ShownStep {
  kind: string
  title: string
  text: string
}

function shownSteps(page: Page, list = 'walk-steps'): Promise<ShownStep[]> {
  return page.evaluate(
    list =>
      Array.from(document.querySelectorAll<HTMLElement>(`#${list} > li`)).map(step => ({
        kind: step.dataset.kind!,
        title: step.querySelector('h4')!.textContent!,
        text: step.querySelector('p')!.textContent!,
      })),
    list,
  )
}

async function lookUp(page: Page, key: Key): Promise<ShownStep[]> {
  await page.fill('#walk-key', String(key))
  await page.click('#walk-start')
  if (!(await page.isDisabled('#walk-all'))) await page.click('#walk-all')
  return shownSteps(page)
}

/** Expects the page to show a walk, and its last step to say what it cost and what the table answers. */
function expectSteps(shown: ShownStep[], walk: Walk | SwissWalk, session: Session): void {
  expect(shown.map(step => step.kind)).toEqual(walk.steps.map(step => step.kind))
  const cost = Object.entries(walk.probes).map(([what, n]) => {
    const noun = { buckets: 'bucket', groups: 'group', compares: 'key' }[what]!
    return `${n} ${noun}${n === 1 ? '' : 's'} ${what === 'compares' ? 'compared' : 'matched'}`
  })
  const last = shown.at(-1)!
  expect(last.title).toBe(walk.place === undefined ? 'Miss' : 'Hit')
  expect(last.text).toContain(cost.join(', '))
  const value = session.apply({ kind: 'get', key: walk.key }).result
  session.operations--
  expect(last.text).toContain(value === undefined ? 'undefined' : `${session.keys.text(walk.key)} → ${value}`)
}

/** The walks of a key in Node. */
function walksOf(session: Session, key: Key): { buckets: Walk; swiss: SwissWalk } {
  const buckets = walkOf(session.snapshot(), key, group)
  return { buckets, swiss: swissWalkOf(session.swissSnapshot(), key, group) }
}

/** The slots that are marked in the picture of a layout, by group or bucket. */
function markedSlots(page: Page, layout: string): Promise<{ at: number; matched: number[]; compared: number[] }[]> {
  return page.evaluate(
    layout =>
      Array.from(document.querySelectorAll<HTMLElement>(`#${layout} .probed`)).map(table => {
        const slots = (kind: string) =>
          Array.from(table.querySelectorAll<HTMLElement>(`tr.${kind}`)).map(row => Number(row.dataset.slot))
        const at = Number(table.closest<HTMLElement>('.chain')!.dataset.index)
        return { at, matched: slots('matched'), compared: slots('compared') }
      }),
    layout,
  )
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
      const { buckets, swiss } = walksOf(session, key)
      const most = Math.max(buckets.steps.length, swiss.steps.length)
      for (let n = 1; n <= most; n++) {
        expect(await shownSteps(page)).toHaveLength(Math.min(n, buckets.steps.length))
        expect(await shownSteps(page, 'swiss-steps')).toHaveLength(Math.min(n, swiss.steps.length))
        expect(await page.textContent('#walk-progress')).toBe(`Step ${n} of ${most}`)
        if (n < most) await page.click('#walk-next')
      }
      expect(await page.isDisabled('#walk-next')).toBe(true)
      await page.click('#walk-back')
      const left = [await shownSteps(page), await shownSteps(page, 'swiss-steps')].map(steps => steps.length)
      expect(left).toEqual([buckets, swiss].map(({ steps }) => Math.min(steps.length, most - 1)))
      const bits = session.keys.hash(session.words, key).toString(2).padStart(32, '0')
      const label = await page.locator('#walk-steps [data-kind="hash"] .bits').getAttribute('aria-label')
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
      const keys = Array.from({ length: 4 }, (_, i) => session.roster.at(i * 10))
      const chosen = new Set<string>()
      for (const build of ['simd', 'swar', 'twin']) {
        await page.check(`#backend-${build}`)
        for (const key of [...keys, 123456789]) {
          const shown = await lookUp(page, key)
          const walk = walksOf(session, key).buckets
          expectSteps(shown, walk, session)
          expectSteps(await shownSteps(page, 'swiss-steps'), walksOf(session, key).swiss, session)
          expect(shown[1]!.title).toBe(`${walk.isOld ? 'Old' : 'New'} bucket ${walk.index}`)
          expect(shown[1]!.text).toContain('The table is growing.')
          chosen.add(shown[1]!.title.split(' ')[0]!)
          const lanes = await page
            .locator('#walk-steps [data-kind="match"] .lanes-table tr:first-child')
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
      const walk = walksOf(session, key).buckets
      expectSteps(shown, walk, session)
      expect(walk.probes).toEqual({ buckets: 3, compares: 20 })
      expect(await page.locator('#walk-steps .comparison.differs').count()).toBe(19)
      expect(await page.locator('#walk-steps .comparison.equal').textContent()).toBe(`${key} = ${key}`)
      const masks = await page.locator('#walk-steps [data-kind="match"] .lanes-table').evaluateAll(tables =>
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
    'goes on from group to group where overflow bits are set, and stops where one is clear',
    onPage(async page => {
      const session = await prepared(page, 'twins', s => s.stats.size === 40)
      const keys = Array.from({ length: 40 }, (_, i) => session.roster.at(i))
      const walks = keys.map(key => walksOf(session, key).swiss)
      const longest = walks.reduce((a, b) => (b.probes.groups > a.probes.groups ? b : a))
      expect(longest.probes.groups).toBeGreaterThan(3)
      await lookUp(page, longest.key)
      const shown = await shownSteps(page, 'swiss-steps')
      expectSteps(shown, longest, session)
      const groups = longest.steps.flatMap(step => (step.kind === 'match' ? [step.group] : []))
      const went = shown.filter(step => step.kind === 'overflow')
      expect(went.map(step => step.title)).toEqual(groups.slice(1).map(group => `Go on to group ${group}`))
      const place = longest.place!
      expect(await markedSlots(page, 'swiss-layout')).toEqual([
        { at: place.group, matched: expect.arrayContaining([place.slot]), compared: [place.slot] },
      ])
      // The twins that were not inserted: some stop at a group that others went on from.
      const missing = Array.from({ length: 8 }, (_, i) =>
        session.feed.next('twins', 'insert', session.roster, session.words, i),
      )
      for (const operation of missing) {
        if (!('key' in operation)) throw new Error('not a set')
        await lookUp(page, operation.key)
        const steps = await shownSteps(page, 'swiss-steps')
        expectSteps(steps, walksOf(session, operation.key).swiss, session)
        expect(steps.at(-2)!.title).toBe('Stop')
      }
    }),
  )

  test(
    'shows in the pictures where each step is',
    onPage(async page => {
      const session = await prepared(page, 'random', s => s.operations === 20)
      const key = session.roster.at(9)
      await page.fill('#walk-key', String(key))
      await page.press('#walk-key', 'Enter')
      const { buckets, swiss } = walksOf(session, key)
      const shown = { buckets: buckets.steps.findIndex(step => step.kind === 'match') + 1, swiss: 5 }
      expect(swiss.steps[shown.swiss - 1]!.kind).toBe('match')
      for (let n = 1; n < shown.buckets; n++) await page.click('#walk-next')
      const at = async (layout: string) => (await markedSlots(page, layout)).map(mark => ({ ...mark, compared: [] }))
      const slots = (mask: number) => [0, 1, 2, 3, 4, 5, 6, 7].filter(slot => (mask >>> slot) & 1)
      const match = buckets.steps.find(step => step.kind === 'match')!
      await expect
        .poll(() => at('buckets-layout'), PATIENT)
        .toEqual([{ at: buckets.index, matched: slots(match.mask), compared: [] }])
      await page.click('#walk-next')
      const swissMatch = swiss.steps.find(step => step.kind === 'match')!
      await expect
        .poll(() => at('swiss-layout'), PATIENT)
        .toEqual([{ at: swiss.home, matched: slots(swissMatch.mask), compared: [] }])
    }),
  )

  test(
    'plays by itself to the end',
    onPage(async page => {
      const session = await prepared(page, 'random', s => s.operations === 5)
      await page.fill('#walk-key', String(session.roster.at(2)))
      await page.press('#walk-key', 'Enter')
      await page.click('#walk-play')
      expect(await page.getAttribute('#walk-play', 'aria-pressed')).toBe('true')
      await expect.poll(() => page.isDisabled('#walk-next'), PATIENT).toBe(true)
      expect((await shownSteps(page)).at(-1)!.title).toBe('Hit')
      expect(await page.textContent('#walk-play')).toBe('Play')
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
      expectSteps(shown, walksOf(session, key).buckets, session)
      expect(shown.at(-1)!.title).toBe('Miss')
    }),
  )
})
