// Methods called on something else throw, as those of Map and Set do.

import { describe, expect, test } from 'vitest'
import { CONTAINERS } from './classes.js'

describe.each(CONTAINERS)('$name', ({ Class, isMap, key }) => {
  const methods = isMap
    ? ['get', 'set', 'has', 'delete', 'clear', 'forEach', 'keys', 'values', 'entries', 'getOrInsert', 'increment']
    : ['add', 'has', 'delete', 'clear', 'forEach', 'keys', 'values', 'entries', 'union', 'isSubsetOf']
  const argument = (method: string) =>
    method === 'forEach' ? () => {} : method === 'union' || method === 'isSubsetOf' ? new Set() : key(1)

  test.each(methods)('%s', method => {
    for (const receiver of [{}, new Map(), undefined, 1]) {
      expect(() => Class.prototype[method].call(receiver, argument(method), 1)).toThrow(TypeError)
    }
  })

  test('size', () => {
    expect(() => Class.prototype.size).toThrow(TypeError)
  })
})
