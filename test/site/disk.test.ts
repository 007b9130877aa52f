// The page opened from disk, without a server: one of everything.

import { describe, expect, test } from 'vitest'
import { DESKTOP, noBrowser, PATIENT, resetTable, useSite, withPageFromDisk } from './browser.js'
import { expectShown } from './drawn.js'
import { newSession } from './oracle.js'

useSite()

describe.skipIf(noBrowser)('from disk', () => {
  test('the table, the lookup, the race and the benchmark', () =>
    withPageFromDisk(DESKTOP, async page => {
      expect(page.url()).toMatch(/^file:/)
      await resetTable(page)
      const session = newSession()
      await page.fill('#key', '41')
      await page.click('#insert')
      session.apply({ kind: 'set', key: 41, value: 1 })
      await page.click('#step100')
      for (let i = 0; i < 100; i++) session.step('random', 'insert')
      await page.click('#get')
      session.apply({ kind: 'get', key: 41 })
      expect(await page.textContent('#outcome')).toContain('get(41) is 1.')
      await page.click('#delete')
      session.apply({ kind: 'delete', key: 41 })
      await expectShown(page, session)
      await page.fill('#walk-key', String(session.roster.at(3)))
      await page.press('#walk-key', 'Enter')
      await page.click('#walk-all')
      expect(await page.textContent('#walk-steps li:last-child h4')).toBe('Hit')
      expect(await page.textContent('#swiss-steps li:last-child h4')).toBe('Hit')
      await page.selectOption('#kind', 'string')
      await page.click('#step10')
      const strings = newSession(1n, 0, 'string')
      for (let i = 0; i < 10; i++) strings.step('random', 'insert')
      await expectShown(page, strings)
      await page.selectOption('#race-n', '20000')
      await page.click('#race-start')
      await expect.poll(() => page.isDisabled('#race-start'), PATIENT).toBe(false)
      const answers = await page.locator('#race-results td:last-child').allTextContents()
      expect(answers).toEqual(['', 'all right', 'all right', 'all right'])
      await page.selectOption('#bench-max', '1000')
      await page.click('#bench-start')
      await page.waitForSelector('#bench-charts canvas', { timeout: 60_000 })
      expect(await page.textContent('#bench-status')).toBe('done, every answer was right')
    }))
})
