// Every way to walk: the iterators of maps and sets of each key class.

import { CLASSES, type Tested } from './classes.js'
import type { Face } from './walking.js'

/** Names a way to walk and makes a face of an empty map or set. */
export interface Way {
  way: string
  make: (options?: object) => Face
}

function ofMap(c: Tested, values: string, method: string): Way {
  const make = (options: object = {}): Face => {
    const subject = new c.Map({ values, ...options })
    const stored = (value: number): any => (values === 'bigint64' ? BigInt(value) : value)
    const walk = function* (): Generator<[any, any]> {
      if (method === 'keys') for (const key of subject.keys()) yield [key, undefined]
      else for (const [key, value] of subject[method]()) yield [key, Number(value)]
    }
    return {
      subject,
      key: c.key,
      put: (i, value) => subject.set(c.key(i), stored(value)),
      remove: i => subject.delete(c.key(i)),
      walk,
      hasValues: method !== 'keys',
    }
  }
  return { way: `${c.map} of ${values}, ${method}`, make }
}

function ofSet(c: Tested, method: string): Way {
  const make = (options: object = {}): Face => {
    const subject = new c.Set(options)
    const walk = function* (): Generator<[any, any]> {
      for (const item of subject[method]()) yield [method === 'entries' ? item[1] : item, undefined]
    }
    return {
      subject,
      key: c.key,
      put: i => subject.add(c.key(i)),
      remove: i => subject.delete(c.key(i)),
      walk,
      hasValues: false,
    }
  }
  return { way: `${c.set}, ${method}`, make }
}

/** A way of each key class, value size and method, not all with all. */
export const WAYS: Way[] = CLASSES.flatMap((c, i) => [
  ofMap(c, 'any', 'entries'),
  ofMap(c, ['int32', 'float64', 'bigint64', 'float32', 'uint32', 'int32', 'float64'][i]!, 'entries'),
  ...(i < 2 || i > 4 ? [ofMap(c, 'int32', 'keys')] : []),
  ofSet(c, i % 2 === 0 ? 'values' : 'entries'),
])
