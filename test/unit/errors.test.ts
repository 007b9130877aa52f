// The wording of errors: the class and method, the argument, the limit, what came.

import { expect, test } from 'vitest'
import { badArgument, disposed, notCallable, outOfMemory } from '../../src/basics/errors.js'
import { BigInt64Map, BigUint64Set, Float64Map, Int32Map, Int32Set, Uint32Map } from '../../src/index.js'

function errorOf(run: () => unknown): Error {
  try {
    run()
  } catch (error) {
    return error as Error
  }
  throw new Error('nothing was thrown')
}

const int32 = new Int32Map({ values: 'int32' })
const disposedMap = new Int32Map()
disposedMap[Symbol.dispose]()

test.each<[new (...args: any[]) => Error, string, () => unknown]>([
  [RangeError, 'Int32Map.set: key must be an integer from -2147483648 to 2147483647, got 1.5', () => int32.set(1.5, 0)],
  [
    TypeError,
    'Int32Map.set: key must be an integer from -2147483648 to 2147483647, got "a"',
    () => int32.set('a' as never, 0),
  ],
  [
    RangeError,
    'Int32Map.set: value must be an integer from -2147483648 to 2147483647, got 2147483648',
    () => int32.set(1, 2 ** 31),
  ],
  [
    TypeError,
    'Int32Map.set: value must be an integer from -2147483648 to 2147483647, got undefined',
    () => int32.set(1, undefined as never),
  ],
  [
    TypeError,
    'Int32Map.increment: by must be an integer from -2147483648 to 2147483647, got 1n',
    () => int32.increment(1, 1n as never),
  ],
  [RangeError, 'Uint32Map.set: key must be an integer from 0 to 4294967295, got -1', () => new Uint32Map().set(-1, 0)],
  [TypeError, 'Float64Map.set: key must be a number, got an object', () => new Float64Map().set({} as never, 0)],
  [
    RangeError,
    'BigInt64Map.set: key must be a bigint from -2^63 to 2^63 - 1, got 9223372036854775808n',
    () => new BigInt64Map().set(2n ** 63n, 0),
  ],
  [RangeError, 'BigUint64Set.add: key must be a bigint from 0 to 2^64 - 1, got -1n', () => new BigUint64Set().add(-1n)],
  [
    TypeError,
    'Int32Set.add: key must be an integer from -2147483648 to 2147483647, got null',
    () => new Int32Set().add(null as never),
  ],
  [RangeError, 'Int32Map.reserve: n must be an integer from 0 to 536870912, got -1', () => int32.reserve(-1)],
  [
    RangeError,
    'Int32Map: capacity must be an integer from 0 to 536870912, got NaN',
    () => new Int32Map({ capacity: Number.NaN }),
  ],
  [TypeError, 'Int32Map.get: used after it was disposed', () => disposedMap.get(1)],
  [TypeError, 'Int32Map.set: used after it was disposed', () => disposedMap.set(1, 1)],
  [TypeError, 'Int32Map.forEach: visit must be a function, got 5', () => int32.forEach(5 as never)],
])('%o: %s', (type, message, run) => {
  const error = errorOf(run)
  expect(error.message).toBe(message)
  expect(Object.getPrototypeOf(error)).toBe(type.prototype)
})

test('what came is shown short', () => {
  const shown = (value: unknown) => badArgument('X.f', 'key', 'a key', 'number', value).message.split('got ')[1]
  expect(shown('x'.repeat(100))).toBe(`"${'x'.repeat(40)}…"`)
  expect(shown(-0)).toBe('-0')
  expect(shown(Symbol('s'))).toBe('Symbol(s)')
  expect(shown([1])).toBe('an array')
  expect(shown(() => 1)).toBe('a function')
  expect(shown(null)).toBe('null')
})

test('memory, disposal and callbacks', () => {
  expect(outOfMemory('Int32Map.set').message).toBe('Int32Map.set: out of memory')
  expect(disposed('Int32Map.get')).toBeInstanceOf(TypeError)
  expect(notCallable('Int32Map.forEach', 'visit', 1n).message).toBe(
    'Int32Map.forEach: visit must be a function, got 1n',
  )
})
