// The live table: every control does to the page's table what the same call does to a table in Node.

import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { growthText } from '../../site/model/growth.js'
import type { Session } from '../../site/model/session.js'
import { DESKTOP, noBrowser, PATIENT, resetTable, usePage, useSite } from './browser.js'
import { drawnCells, expectAgreement, expectFigures, expectShown, settled } from './drawn.js'
import { newSession } from './oracle.js'

useSite()

/** What the page has done when it is ready. */
function started(seed = 1n): Session {
  const session = newSession(seed)
  for (let i = 0; i < 20; i++) session.step('random', 'insert')
  return session
}

/** Runs in the page, as text: vitest would rewrite it. */
const COPIES = `(async () => {
  const copy = async name => {
    const { Int32Map, init } = tophashLibraries[name]
    const binary = Uint8Array.from(atob(tophashEmbedded.binaries[name]), char => char.charCodeAt(0))
    const again = await init(await WebAssembly.compile(binary)).catch(error => error.message)
    return { Int32Map, again, size: binary.byteLength }
  }
  const [simd, swar] = [await copy('simd'), await copy('swar')]
  const isOther = simd.Int32Map !== swar.Int32Map && simd.size !== swar.size
  return { isOther, simd: simd.again, swar: swar.again }
})()`

const onPage = usePage(DESKTOP)

/** A test on an empty table. */
function onEmpty(work: (page: Page) => Promise<void>): () => Promise<void> {
  return onPage(async page => {
    await resetTable(page)
    await work(page)
  })
}

describe.skipIf(noBrowser)('the table', () => {
  test(
    'is there at once',
    onPage(page => expectShown(page, started())),
  )

  test(
    'the Wasm builds are copies with an instance each, of different binaries',
    onPage(async page => {
      const facts = await page.evaluate(COPIES)
      const late = 'init: too late for a module, a map has been written already'
      expect(facts).toEqual({ isOther: true, simd: late, swar: late })
    }),
  )

  test(
    'insert, get and delete, and keys that are none',
    onEmpty(async page => {
      const session = newSession()
      const keys = [7, -1, 2147483647, -2147483648, 0, 7]
      for (const key of keys) {
        await page.fill('#key', String(key))
        await page.click('#insert')
        session.apply({ kind: 'set', key, value: session.operations + 1 })
        await expectShown(page, session)
      }
      await page.click('#get')
      session.apply({ kind: 'get', key: 7 })
      expect(await page.textContent('#outcome')).toBe('get(7) is 6.')
      await page.click('#delete')
      session.apply({ kind: 'delete', key: 7 })
      await expectShown(page, session)
      await page.click('#get')
      session.apply({ kind: 'get', key: 7 })
      expect(await page.textContent('#outcome')).toBe('get(7) is undefined: not there.')
      for (const wrong of ['1.5', '2147483648', '']) {
        await page.fill('#key', wrong)
        await page.press('#key', 'Enter')
        expect(await page.textContent('#key-problem')).toContain('An integer')
        expect(await page.getAttribute('#key', 'aria-invalid')).toBe('true')
      }
      await expectShown(page, session)
    }),
  )

  test(
    'an emptied table draws new hash words',
    onEmpty(async page => {
      const session = newSession()
      await page.fill('#key', '5')
      await page.click('#insert')
      await page.click('#delete')
      session.apply({ kind: 'set', key: 5, value: 1 })
      session.apply({ kind: 'delete', key: 5 })
      expect(await page.textContent('#outcome')).toContain('draws new hash words')
      expect(session.snapshot().generation).toBe(2)
      await page.click('#insert')
      session.apply({ kind: 'set', key: 5, value: 3 })
      await expectShown(page, session)
    }),
  )

  test(
    'steps through growths, old array and new',
    onEmpty(async page => {
      const session = newSession()
      const states = new Set<string>()
      for (let i = 0; i < 5; i++) await page.click('#step10')
      for (let i = 0; i < 50; i++) session.step('random', 'insert')
      for (let i = 0; i < 9; i++) {
        await page.click('#step')
        session.step('random', 'insert')
        await expectShown(page, session)
        for (const { state } of await drawnCells(page, 'old-array')) states.add(state)
        for (const { state } of await drawnCells(page, 'main-array')) states.add(state)
      }
      expect([...states].sort()).toEqual(['evacuated', 'live', 'old', 'waiting'])
      const listed = await page.locator('#growth-list li').allTextContents()
      expect(listed).toEqual(session.growths.map(growthText).reverse())
    }),
  )

  test.each(['sequential', 'hostile', 'twins'] as const)('%s keys', source =>
    onEmpty(async page => {
      const session = newSession()
      await page.selectOption('#source', source)
      await page.click('#step10')
      for (let i = 0; i < 10; i++) session.step(source, 'insert')
      await expectShown(page, session)
      await page.selectOption('#mode', 'mixed')
      await page.click('#step100')
      for (let i = 0; i < 100; i++) session.step(source, 'mixed')
      await expectShown(page, session)
      await page.selectOption('#mode', 'lookup')
      await page.click('#step10')
      for (let i = 0; i < 10; i++) session.step(source, 'lookup')
      await expectShown(page, session)
      if (source !== 'sequential') expect(await page.locator('.bucket.overflow').count()).toBeGreaterThan(2)
    })(),
  )

  test(
    'replacing entries ends in a growth for overflow buckets',
    onEmpty(async page => {
      const session = newSession()
      await page.click('#step100')
      for (let i = 0; i < 100; i++) session.step('random', 'insert')
      await page.selectOption('#mode', 'replace')
      while (!session.growths.some(growth => growth.trigger === 'overflow')) {
        await page.click('#step1000')
        for (let i = 0; i < 1000; i++) session.step('random', 'replace')
        expect(session.operations).toBeLessThan(20_000)
      }
      await expectShown(page, session)
      expect(await page.locator('#growth-list li[data-trigger="overflow"]').count()).toBeGreaterThan(0)
    }),
  )

  test(
    'seed, capacity, clear and shrink',
    onEmpty(async page => {
      await page.fill('#seed', '0xfeed')
      await page.fill('#capacity', '100')
      await page.click('#reset-table')
      await settled(page, 0)
      const session = newSession(0xfeedn, 100)
      await page.click('#step10')
      for (let i = 0; i < 10; i++) session.step('random', 'insert')
      expect(session.stats.buckets).toBe(16)
      await expectShown(page, session)
      for (const kind of ['shrink', 'clear'] as const) {
        await page.click(`#${kind}`)
        session.apply({ kind })
        await expectShown(page, session)
      }
      await page.click('#new-seed')
      await settled(page, 0)
      const seed = BigInt(await page.inputValue('#seed'))
      expect(seed).not.toBe(0xfeedn)
      await page.click('#step10')
      const other = newSession(seed, 100)
      for (let i = 0; i < 10; i++) other.step('random', 'insert')
      await expectShown(page, other)
      await page.fill('#seed', 'x')
      await page.press('#seed', 'Tab')
      expect(await page.textContent('#seed-problem')).toContain('An integer')
      await expectShown(page, other)
    }),
  )

  test(
    'all builds show the same table, and a large one is a map',
    onEmpty(async page => {
      const session = started()
      await page.click('#step10')
      await page.click('#step10')
      const tables: unknown[] = []
      for (const build of ['simd', 'swar', 'twin']) {
        await page.check(`#backend-${build}`)
        await expectShown(page, session)
        tables.push(await drawnCells(page, 'main-array'))
      }
      expect(tables[1]).toEqual(tables[0])
      expect(tables[2]).toEqual(tables[0])
      await page.click('#step1000')
      for (let i = 0; i < 1000; i++) session.step('random', 'insert')
      await settled(page, session.operations)
      await expectFigures(page, session)
      expect(await drawnCells(page, 'main-array')).toEqual([])
      expect(await page.locator('#main-array canvas').getAttribute('aria-label')).toContain('Map of 256 buckets')
      await page.fill('#bucket-number', '77')
      const picked = session.snapshot().inspection.chains.find(chain => chain.index === 77)!
      const keys = picked.buckets.flatMap(bucket =>
        bucket.slots.flatMap(slot => (slot === null ? [] : [String(slot.key)])),
      )
      expect(await page.locator('#picked-bucket .key').allTextContents()).toEqual(keys)
      await page.selectOption('#view', 'buckets')
      await expectShown(page, session)
    }),
  )

  test(
    'plays at a speed, and pauses',
    onEmpty(async page => {
      await page.fill('#speed', '7')
      expect(await page.textContent('#speed-text')).toBe('10,000/s')
      await page.click('#play')
      expect(await page.getAttribute('#play', 'aria-pressed')).toBe('true')
      const operations = async () => Number(await page.getAttribute('html', 'data-operations'))
      await expect.poll(operations, PATIENT).toBeGreaterThan(2000)
      await page.click('#play')
      expect(await page.textContent('#play')).toBe('Play')
      const text = async () => (await page.textContent('#agreement'))!
      await expect
        .poll(
          async () => (await text()).includes(`after ${(await operations()).toLocaleString('en')} operations`),
          PATIENT,
        )
        .toBe(true)
      const session = newSession()
      const n = await operations()
      for (let i = 0; i < n; i++) session.step('random', 'insert')
      await expectFigures(page, session)
      await expectAgreement(page, session)
    }),
  )
})
