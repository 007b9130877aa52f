// An argument whose methods change the receiver of the set method: what counts then, the set as it was or as it is.

import { describe, expect, test } from 'vitest'
import { expectMembers, setLike } from './helpers.js'
import { HashSet, SET_TAG } from './subject.js'

const OWN = ['a', 1, 2n, 3n ** 50n]
const make = () => new HashSet(OWN)

/** A set-like whose keys does `atKeys` and whose iterator does `atStep` before it gives each value. */
function changing(values: unknown[], atKeys: () => void, atStep: (value: unknown) => void = () => {}) {
  return setLike(values, {
    keys() {
      atKeys()
      const iterator = values[Symbol.iterator]()
      return {
        next() {
          const result = iterator.next()
          if (!result.done) atStep(result.value)
          return result
        },
      }
    },
  })
}

describe(`${SET_TAG}.prototype.union`, () => {
  test('takes the receiver as it is once keys has given its iterator', () => {
    const set = make()
    const other = changing(['x'], () => {
      set.add('late')
      set.delete('a')
    })
    expectMembers(set.union(other), ['late', 1, 2n, 3n ** 50n, 'x'])
  })

  test('takes the receiver as it is once next was read', () => {
    const set = make()
    const iterator = {
      get next() {
        set.clear()
        return () => ({ done: true })
      },
    }
    expectMembers(set.union(setLike([], { keys: () => iterator })), [])
  })

  test('does not see what changes while the iterator goes on', () => {
    const set = make()
    const other = changing(
      ['x', 'y'],
      () => {},
      () => {
        set.add('later')
        set.delete('a')
      },
    )
    expectMembers(set.union(other), [...OWN, 'x', 'y'])
    expectMembers(set, ['later', 1, 2n, 3n ** 50n])
  })

  test('does not see clear while the iterator goes on', () => {
    const set = make()
    const other = changing(
      ['x'],
      () => {},
      () => set.clear(),
    )
    expectMembers(set.union(other), [...OWN, 'x'])
    expect(set.size).toBe(0)
  })
})

describe(`${SET_TAG}.prototype.symmetricDifference`, () => {
  test('takes the receiver as it is once keys has given its iterator', () => {
    const set = make()
    const other = changing(['x', 'late'], () => {
      set.add('late')
      set.delete('a')
    })
    expectMembers(set.symmetricDifference(other), [1, 2n, 3n ** 50n, 'x'])
  })

  test('keeps a value that the receiver has lost by the time the other gives it', () => {
    const set = make()
    const other = changing(
      ['a'],
      () => {},
      value => set.delete(value),
    )
    expectMembers(set.symmetricDifference(other), OWN)
  })

  test('does not add a value that the receiver has got by the time the other gives it', () => {
    const set = make()
    const other = changing(
      ['x'],
      () => {},
      value => set.add(value),
    )
    expectMembers(set.symmetricDifference(other), OWN)
  })

  test('a value given twice is taken away or added once', () => {
    const other = setLike([], { keys: () => ['a', 'x', 'x', 'a', 'a', 'x'][Symbol.iterator]() })
    expectMembers(make().symmetricDifference(other), [1, 2n, 3n ** 50n, 'x'])
  })

  test('a value that was added and then comes into the receiver is taken away', () => {
    const set = make()
    let steps = 0
    const other = changing(
      ['x', 'x'],
      () => {},
      () => {
        if (++steps === 2) set.add('x')
      },
    )
    expectMembers(set.symmetricDifference(other), OWN)
  })
})

describe(`${SET_TAG}.prototype.difference`, () => {
  test('by has: asks for every value as it was, though the receiver is cleared', () => {
    const set = make()
    const asked: unknown[] = []
    const has = (value: unknown) => {
      set.clear()
      asked.push(value)
      return value === 'a'
    }
    expectMembers(set.difference(setLike([], { size: 9, has })), [1, 2n, 3n ** 50n])
    expectMembers(asked, OWN)
    expect(set.size).toBe(0)
  })

  test('by has: does not ask for values that were added meanwhile', () => {
    const set = make()
    const asked: unknown[] = []
    const has = (value: unknown) => {
      asked.push(value)
      for (let i = 0; i < 100; i++) set.add(`more ${i}`)
      return false
    }
    expectMembers(set.difference(setLike([], { size: 9, has })), OWN)
    expectMembers(asked, OWN)
  })

  test('by keys: takes the receiver as it was before keys was called', () => {
    const set = make()
    const other = changing(['a'], () => {
      set.add('late')
      set.delete(1)
    })
    expectMembers(set.difference(other), [1, 2n, 3n ** 50n])
    expectMembers(set, ['late', 'a', 2n, 3n ** 50n])
  })

  test('by keys: takes a value away though the receiver has lost it', () => {
    const set = make()
    const other = changing(
      ['a'],
      () => {},
      () => set.clear(),
    )
    expectMembers(set.difference(other), [1, 2n, 3n ** 50n])
  })

  test('by keys: a value that is taken away stays away, though it is added again', () => {
    const set = make()
    const other = changing(
      ['a', 1],
      () => {},
      () => {
        set.delete('a')
        set.add('a')
      },
    )
    expectMembers(set.difference(other), [2n, 3n ** 50n])
  })
})

describe(`${SET_TAG}.prototype.intersection`, () => {
  test('by has: keeps a value that the receiver loses meanwhile', () => {
    const set = make()
    const has = (value: unknown) => {
      set.delete(value)
      return true
    }
    expectMembers(set.intersection(setLike([], { size: 9, has })), OWN)
    expect(set.size).toBe(0)
  })

  test('by has: does not ask for values deleted before they are reached', () => {
    const set = make()
    const asked: unknown[] = []
    const has = (value: unknown) => {
      asked.push(value)
      set.clear()
      return true
    }
    expectMembers(set.intersection(setLike([], { size: 9, has })), asked)
    expect(asked).toHaveLength(1)
  })

  test('by has: a value that goes and comes back is there once', () => {
    const set = make()
    let changes = 0
    const has = (value: unknown) => {
      if (changes++ < 10) {
        set.delete(value)
        set.add(value)
      }
      return true
    }
    expectMembers(set.intersection(setLike([], { size: 9, has })), OWN)
  })

  test('by keys: looks into the receiver as it is', () => {
    const set = make()
    const other = changing(
      ['a', 'x'],
      () => {},
      value => {
        if (value === 'a') set.delete('a')
        else set.add('x')
      },
    )
    expectMembers(set.intersection(other), ['x'])
  })

  test('by keys: keeps a value that the receiver loses later', () => {
    const set = make()
    const other = changing(
      ['a', 1],
      () => {},
      value => {
        if (value === 1) set.delete('a')
      },
    )
    expectMembers(set.intersection(other), ['a', 1])
  })
})

describe(`${SET_TAG}.prototype.isSubsetOf`, () => {
  test('does not ask for values deleted before they are reached', () => {
    const set = make()
    let calls = 0
    const has = () => {
      calls++
      set.clear()
      return true
    }
    expect(set.isSubsetOf(setLike([], { size: 9, has }))).toBe(true)
    expect(calls).toBe(1)
  })

  test('asks for every untouched value while others are added', () => {
    const set = make()
    const asked = new Set()
    const has = (value: unknown) => {
      if (asked.size < 100) for (let i = 0; i < 10; i++) set.add(`more ${set.size}`)
      asked.add(value)
      return true
    }
    expect(set.isSubsetOf(setLike([], { size: 9, has }))).toBe(true)
    for (const value of OWN) expect(asked.has(value)).toBe(true)
  })
})

describe(`${SET_TAG}.prototype.isSupersetOf`, () => {
  test('looks into the receiver as it is', () => {
    const set = make()
    const add = changing(
      ['x'],
      () => {},
      value => set.add(value),
    )
    expect(set.isSupersetOf(add)).toBe(true)
    const remove = changing(
      ['a'],
      () => {},
      value => set.delete(value),
    )
    expect(set.isSupersetOf(remove)).toBe(false)
  })

  test('does not compare sizes again', () => {
    const set = make()
    const other = changing([], () => set.clear())
    expect(set.isSupersetOf({ ...other, size: 4 })).toBe(true)
  })
})

describe(`${SET_TAG}.prototype.isDisjointFrom`, () => {
  test('by has: does not ask for values deleted before they are reached', () => {
    const set = make()
    let calls = 0
    const has = () => {
      calls++
      set.clear()
      return false
    }
    expect(set.isDisjointFrom(setLike([], { size: 9, has }))).toBe(true)
    expect(calls).toBe(1)
  })

  test('by keys: looks into the receiver as it is', () => {
    const set = make()
    const remove = changing(
      ['a'],
      () => {},
      value => set.delete(value),
    )
    expect(set.isDisjointFrom(remove)).toBe(true)
    const add = changing(
      ['x'],
      () => {},
      value => set.add(value),
    )
    expect(set.isDisjointFrom(add)).toBe(false)
  })
})

describe('a size that changes the receiver is read before the receiver is counted', () => {
  /** Clears the receiver while its size is read, or while that is turned into a number. */
  const clearing = (set: any, size: number, log: string[]) => {
    const other = setLike([], {
      has: () => log.push('has'),
      keys: () => {
        log.push('keys')
        return [][Symbol.iterator]()
      },
    })
    const clear = () => {
      set.clear()
      return size
    }
    return [Object.defineProperty({ ...other }, 'size', { get: clear }), { ...other, size: { valueOf: clear } }]
  }

  test.each(['intersection', 'difference', 'isDisjointFrom', 'isSubsetOf'])('%s', method => {
    const log: string[] = []
    const sets = [make(), make()]
    sets.forEach((set, i) => {
      const result = set[method](clearing(set, 1, log)[i])
      expect(result.size ?? result).toBe(result === true ? true : 0)
    })
    expect(log).toEqual([])
  })

  test('isSupersetOf', () => {
    const log: string[] = []
    const sets = [make(), make()]
    sets.forEach((set, i) => {
      expect(set.isSupersetOf(clearing(set, 1, log)[i])).toBe(false)
    })
    expect(log).toEqual([])
  })

  test.each(['union', 'symmetricDifference'])('%s', method => {
    const log: string[] = []
    const set = make()
    expectMembers(set[method](clearing(set, 1, log)[0]), [])
    expect(log).toEqual(['keys'])
  })

  test.each(['intersection', 'difference', 'isDisjointFrom'])('%s counts after keys was read, too', method => {
    const set = new HashSet(['a'])
    let asked = 0
    const other = Object.defineProperty(setLike([], { size: 2, has: () => expect.unreachable() }), 'keys', {
      get: () => {
        for (const value of OWN) set.add(value)
        return () => {
          asked++
          return [][Symbol.iterator]()
        }
      },
    })
    set[method](other)
    expect(asked).toBe(1)
  })
})
