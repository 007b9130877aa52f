// The page as a whole: the race, the benchmark, accessibility, phones.

import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { DESKTOP, noBrowser, PATIENT, PHONE, usePage, useSite, withPage } from './browser.js'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

useSite()

const onPage = usePage(DESKTOP)

/** Violations that axe calls serious or critical, as text. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe)
  return page.evaluate(async () => {
    const { violations } = await (window as any).axe.run(document, { resultTypes: ['violations'] })
    const grave = violations.filter((v: any) => v.impact === 'serious' || v.impact === 'critical')
    return grave.map((v: any) => `${v.id}: ${v.nodes.map((node: any) => node.html).join(' ')}`)
  })
}

/** Everything that can be on the page at once. */
async function unfold(page: Page): Promise<void> {
  await page.selectOption('#source', 'hostile')
  await page.click('#step10')
  await page.click('#step10')
  await page.fill('#key', '1.5')
  await page.click('#insert')
  await page.click('#walk-all')
  await page.click('.growths summary')
}

async function overflowsSideways(page: Page): Promise<boolean> {
  return page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)
}

async function run(page: Page): Promise<void> {
  await page.selectOption('#race-n', '20000')
  await page.click('#race-start')
  await page.waitForSelector('#race-results tr:nth-child(4)')
  await page.selectOption('#bench-max', '1000')
  await page.click('#bench-start')
  await page.waitForSelector('#bench-charts canvas', { timeout: 60_000 })
}

describe.skipIf(noBrowser)('the page', () => {
  test.each(['series', 'both'])('the race, %s', order =>
    onPage(async page => {
      await page.selectOption('#race-n', '100000')
      await page.selectOption('#race-order', order)
      await page.click('#race-start')
      expect(await page.isDisabled('#race-start')).toBe(true)
      await page.waitForSelector('#race-results tr:nth-child(4)')
      const rows = await page
        .locator('#race-results tr')
        .evaluateAll(rows => rows.map(row => Array.from(row.children).map(cell => cell.textContent)))
      expect(rows.map(row => row[0]).sort()).toEqual(['Map', 'no map', 'tophash', 'tophash/swiss'])
      for (const row of rows) {
        if (row[0] === 'no map') continue
        expect(row[1]).toBe('100,000')
        expect(Number.parseFloat(row[3]!)).toBeGreaterThan(0)
        expect(row[5]).toBe('all right')
      }
      await expect.poll(() => page.isDisabled('#race-start'), PATIENT).toBe(false)
      const done = await page
        .locator('.lane progress')
        .evaluateAll(bars => bars.map(bar => (bar as HTMLProgressElement).value))
      expect(done).toEqual([100_000, 100_000, 100_000, 100_000])
      expect(await page.getAttribute('#race-chart', 'aria-label')).toMatch(
        /Map: longest .* tophash: longest .* tophash\/swiss: longest/,
      )
    })(),
  )

  test(
    'a race can be stopped',
    onPage(async page => {
      await page.selectOption('#race-n', '10000000')
      await page.click('#race-start')
      await expect
        .poll(
          () =>
            page
              .locator('.lane progress')
              .nth(1)
              .evaluate(bar => (bar as HTMLProgressElement).value),
          PATIENT,
        )
        .toBeGreaterThan(0)
      await page.click('#race-stop')
      await expect.poll(() => page.isDisabled('#race-start'), PATIENT).toBe(false)
      expect(await page.locator('#race-results tr[data-side="tophash"]').count()).toBe(0)
    }),
  )

  test(
    'the benchmark checks its answers, shows figures and plots',
    onPage(async page => {
      await page.selectOption('#bench-max', '1000')
      await page.click('#bench-start')
      await page.waitForSelector('#bench-charts canvas', { timeout: 60_000 })
      const rows = await page.locator('#bench-results tr').evaluateAll(rows =>
        rows.map(row => ({
          ...(row as HTMLElement).dataset,
          times: Array.from(row.querySelectorAll<HTMLElement>('[data-ns]')).map(cell => Number(cell.dataset.ns)),
        })),
      )
      expect(rows.map(row => (row as any).operation)).toEqual(['get', 'has', 'set', 'build'])
      for (const { times } of rows) {
        expect(times).toHaveLength(4)
        for (const time of times) expect(time).toBeGreaterThan(0)
      }
      expect(await page.textContent('#bench-status')).toBe('done, every answer was right')
      expect(await page.locator('#bench-charts canvas').count()).toBe(4)
    }),
  )

  test.each([
    { name: 'desktop, light', options: { ...DESKTOP, colorScheme: 'light' as const } },
    { name: 'phone, dark', options: { ...PHONE, colorScheme: 'dark' as const, reducedMotion: 'reduce' as const } },
  ])('$name: accessible, and nothing sticks out', ({ options }) =>
    withPage(options, async page => {
      await unfold(page)
      await run(page)
      expect(await overflowsSideways(page)).toBe(false)
      expect(await violations(page)).toEqual([])
      await page.selectOption('#view', 'map')
      await page.waitForSelector('#main-array canvas:not([hidden])')
      expect(await overflowsSideways(page)).toBe(false)
      expect(await violations(page)).toEqual([])
    }),
  )

  test(
    'can be used from the keyboard, and says what happened',
    onPage(async page => {
      await page.reload()
      await page.waitForSelector('html[data-ready]')
      const live = () => page.textContent('#live')
      await page.keyboard.press('Tab')
      expect(await page.evaluate(() => document.activeElement!.textContent)).toBe('Skip to the table')
      await page.focus('#key')
      await page.keyboard.press('ControlOrMeta+A')
      await page.keyboard.type('41')
      await page.keyboard.press('Enter')
      await expect.poll(live, PATIENT).toContain('set(41, 21): a new entry')
      await page.keyboard.press('Tab')
      await page.keyboard.press('Tab')
      await page.keyboard.press('Space')
      await expect.poll(live, PATIENT).toBe('get(41) is 21.')
      await page.focus('#backend-simd')
      await page.keyboard.press('ArrowDown')
      await expect.poll(live, PATIENT).toContain('WebAssembly, SWAR')
      await page.focus('#walk-next')
      await page.keyboard.press('Enter')
      await expect.poll(live, PATIENT).toContain('Step 2 of')
    }),
  )

  test.each(['no-preference', 'reduce'] as const)('a wish for less motion: %s', reducedMotion =>
    withPage({ ...DESKTOP, reducedMotion }, async page => {
      await page.click('#step')
      await page.click('#walk-all')
      // What moves by itself: an entry that was touched, where the lookup is, its last step.
      for (const moving of ['tr.touched td', '.probed', '.walk-step:last-child']) {
        await page.waitForSelector(moving, { state: 'attached' })
        const animation = await page
          .locator(moving)
          .first()
          .evaluate(element => getComputedStyle(element).animationName)
        expect(animation === 'none').toBe(reducedMotion === 'reduce')
      }
      expect(await page.isVisible('#walk-play')).toBe(reducedMotion === 'no-preference')
    }),
  )

  test.each([
    { name: 'beside each other on a desktop', options: DESKTOP, isBelow: false },
    { name: 'one below the other on a phone', options: PHONE, isBelow: true },
  ])('both layouts, and lookups in both, are $name', ({ options, isBelow }) =>
    withPage(options, async page => {
      for (const [first, second] of [
        ['#buckets-layout', '#swiss-layout'],
        ['#walk-steps', '#swiss-steps'],
      ]) {
        const [a, b] = [(await page.locator(first!).boundingBox())!, (await page.locator(second!).boundingBox())!]
        expect(b.y >= a.y + a.height).toBe(isBelow)
        expect(b.x >= a.x + a.width).toBe(!isBelow)
      }
    }),
  )
})
