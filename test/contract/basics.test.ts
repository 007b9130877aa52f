import { expect, test } from 'vitest'
import { Int32Map } from '../backend.js'

test('set, get, has, delete, size', () => {
  const map = new Int32Map<string>()
  expect(map.set(1, 'one')).toBe(map)
  expect(map.get(1)).toBe('one')
  expect(map.has(2)).toBe(false)
  expect(map.size).toBe(1)
  expect(map.delete(1)).toBe(true)
  expect(map.delete(1)).toBe(false)
  expect(map.size).toBe(0)
})
