// Keys of every kind: as they are hashed, typed, shown, and as the page's controls take them.

import { describe, expect, test } from 'vitest'
import { KEY_KINDS, type Key, type KeyName, shortText } from '../../site/model/keys.js'
import { walkOf } from '../../site/model/walk.js'
import { DESKTOP, noBrowser, PATIENT, resetTable, usePage, useSite } from './browser.js'
import { expectShown, settled } from './drawn.js'
import { group, newSession } from './oracle.js'

const TYPED: Record<KeyName, [text: string, key: Key | undefined][]> = {
  int32: [
    [' 7 ', 7],
    ['-2147483648', -2147483648],
    ['2147483648', undefined],
    ['1.5', undefined],
    ['', undefined],
  ],
  bigint64: [
    ['7', 7n],
    ['-9223372036854775808', -(2n ** 63n)],
    ['9223372036854775807n', 2n ** 63n - 1n],
    ['9223372036854775808', undefined],
    ['1.5', undefined],
    ['', undefined],
  ],
  string: [
    ['', ''],
    [' a ', ' a '],
    ['Ω is wide', 'Ω is wide'],
    ['x'.repeat(200), 'x'.repeat(200)],
  ],
}
/** A browser that is driven from here cannot be given these. */
const UNTYPED: typeof TYPED = { int32: [], bigint64: [], string: [['\ud800', '\ud800']] }
const NAMES = Object.keys(TYPED) as KeyName[]

test.each(NAMES)('%s: what is typed is a key or none, and the table finds it where the walk does', keys => {
  const session = newSession(3n, 0, keys)
  for (const [text, key] of [...TYPED[keys], ...UNTYPED[keys]]) {
    expect(session.keys.parse(text)).toBe(key)
    if (key === undefined) continue
    session.apply({ kind: 'set', key, value: session.operations + 1 })
    const { place, steps } = walkOf(session.snapshot(), key, group)
    expect(place).toBeDefined()
    expect(steps.at(-1)).toMatchObject({ key, value: session.operations })
  }
})

test.each(NAMES)('%s: series do not repeat, and what is picked from the page is the key that was shown', keys => {
  const { random, inOrder, parse } = KEY_KINDS[keys]
  const made = Array.from({ length: 1000 }, (_, i) => inOrder(i))
  expect(new Set(made).size).toBe(1000)
  expect(new Set(Array.from({ length: 1000 }, (_, i) => random(i))).size).toBeGreaterThan(990)
  for (const key of [...made, random(1), random(2)]) expect(parse(String(key))).toBe(key)
})

test('long keys are cut in the middle, and what cannot be seen is quoted', () => {
  const shown = [7, -2147483648, 12345678901n, -9223372036854775808n, 'tavomi', 'a very long key', '', ' a'].map(
    shortText,
  )
  expect(shown).toEqual(['7', '-2147483648', '12345678901', '-9223…75808', 'tavomi', 'a ver…g key', '""', '" a"'])
})

useSite()

const onPage = usePage(DESKTOP)

describe.skipIf(noBrowser)('on the page', () => {
  test.each(['bigint64', 'string'] as const)('%s: operations, series, the lookup', keys =>
    onPage(async page => {
      await resetTable(page)
      await page.selectOption('#kind', keys)
      await settled(page, 0)
      const session = newSession(1n, 0, keys)
      expect(await page.inputValue('#key')).toBe(session.keys.example)
      expect(await page.isDisabled('#walk-next')).toBe(true)
      for (const [text, key] of TYPED[keys]) {
        await page.fill('#key', text)
        await page.click('#insert')
        expect(await page.getAttribute('#key', 'aria-invalid')).toBe(String(key === undefined))
        if (key === undefined) expect(await page.textContent('#key-problem')).toBe(session.keys.wanted)
        else session.apply({ kind: 'set', key, value: session.operations + 1 })
      }
      await expectShown(page, session)
      for (const source of ['random', 'sequential', 'hostile'] as const) {
        await page.selectOption('#source', source)
        await page.click('#step10')
        for (let i = 0; i < 10; i++) session.step(source, 'insert')
      }
      await expectShown(page, session)
      const key = session.roster.at(session.roster.size - 1)
      await page.locator(`tr[data-key="${key}"]`).first().click()
      expect(await page.inputValue('#walk-key')).toBe(String(key))
      await page.click('#walk-all')
      const last = page.locator('#walk-steps li:last-child p')
      await expect
        .poll(() => last.textContent(), PATIENT)
        .toContain(`${session.keys.text(key)} → ${session.operations}`)
      await page.fill('#key', String(key))
      await page.click('#delete')
      session.apply({ kind: 'delete', key })
      expect(await page.textContent('#outcome')).toContain(`delete(${session.keys.text(key)}) is true.`)
      await expectShown(page, session)
      expect(await page.locator('#walk-steps li:last-child h4').textContent()).toBe('Miss')
    })(),
  )
})
