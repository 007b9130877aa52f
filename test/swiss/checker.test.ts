// The checked build notices damage of each kind: a map's memory is changed by hand, and the next call that changes it aborts.

import { describe, expect, test } from 'vitest'
import { bodyOf } from '../../src/body/door.js'
import { Int32Map, isChecked } from '../backend.js'
import { figuresOf, isRehashing } from '../figures.js'
import { setWords } from '../internals.js'
import { keep } from '../once.js'
import { addressOf, GROUP_SLOTS, type Group, groupsOf, type Ints, leftAddress, memory, slotAddress } from './groups.js'
import { IDENTITY, keyOf } from './hashes.js'

/** From the empty group of all maps to the gate of those that are rehashing. */
const GATE = 256
/** Of the header of a map that is rehashing: how many tables are still to be moved. */
const LEFT_TO_MOVE = 40 + 28

/** Keys that no damage hides. */
const IN_CROWDED = keyOf((3 << 24) | (3 << 17))
const IN_DIVIDED = keyOf((3 << 20) | (1 << 4))

/** Eight entries at home in group 3 of 4, of different tags: the last one is in another group. */
function crowded(): Ints {
  const map = new Int32Map({ values: 'int32' })
  setWords(map, ...IDENTITY)
  map.reserve(20)
  for (let i = 0; i <= GROUP_SLOTS; i++) map.set(keyOf((3 << 24) | (i << 17)), i)
  expect(figuresOf(map).buckets).toBe(4)
  return map
}

/** Three tables, of which one stands at two places of the directory, the others at one. */
function divided(): Ints {
  const map = new Int32Map({ values: 'int32' })
  setWords(map, ...IDENTITY)
  map.reserve(1500)
  map.set(keyOf(8), 0)
  // With bit 3 clear as many as fit into a table, and one: it splits by bit 4.
  for (let i = 0; i <= 1456; i++) map.set(keyOf((i << 20) | ((i & 1) << 4)), i)
  expect(figuresOf(map).buckets).toBe(3 * 256)
  return map
}

const copySlot = (data: DataView, to: number, from: number) =>
  data.setBigUint64(to, data.getBigUint64(from, true), true)

/** What is wrong, what the checker calls it, and how it is done, to the groups of such a map. */
const DAMAGES: [what: string, name: string, make: () => Ints, damage: (groups: Group[], data: DataView) => void][] = [
  [
    'an overflow bit is missing',
    'overflow bits lead to every entry',
    crowded,
    (groups, data) => data.setUint8(groups[3]!.address + GROUP_SLOTS, 0),
  ],
  [
    'a tag is of another hash',
    'the tag is of the hash',
    crowded,
    (groups, data) => data.setUint8(groups[3]!.address, groups[3]!.tags[0]! ^ 0x40),
  ],
  [
    'an empty slot has a tag',
    'a tag is 0 or has its top bit',
    crowded,
    (groups, data) => data.setUint8(groups[1]!.address, 0x05),
  ],
  [
    'an entry is gone',
    'count is the number of entries',
    crowded,
    (groups, data) => data.setUint8(groups[3]!.address, 0),
  ],
  [
    'an entry is there twice',
    'a lookup finds every entry, once',
    crowded,
    (groups, data) => {
      const [own, next] = [groups[3]!, groups[0]!]
      copySlot(data, slotAddress(next.address, 6), slotAddress(own.address, 0))
      data.setUint8(next.address + 6, own.tags[0]!)
      data.setUint8(own.address + GROUP_SLOTS, 0xff)
    },
  ],
  [
    'more is left than there are slots',
    'no more is left than there are empty slots',
    crowded,
    (groups, data) => data.setInt32(leftAddress(groups[0]!.address), 0, true),
  ],
  [
    'an entry is in the table of others',
    'an entry is in the table of its hash',
    divided,
    (groups, data) => {
      const from = groups.findIndex(({ keys, tags }) => keys[0] === keyOf(8) && tags[0] !== 0)
      // The group of the same number in the table before it.
      const to = groups[from - 256]!
      copySlot(data, slotAddress(to.address, 6), slotAddress(groups[from]!.address, 0))
      data.setUint8(to.address + 6, groups[from]!.tags[0]!)
    },
  ],
]

/** Changes the value of a key that is found: one that was hidden would be inserted, and another damage be seen first. */
const update = (map: Ints) => () => map.set(map.size > GROUP_SLOTS + 1 ? IN_DIVIDED : IN_CROWDED, 1)

describe.runIf(isChecked)('the checker', () => {
  test.each(DAMAGES)('%s: %s', (_, name, make, damage) => {
    const map = keep(make())
    expect(update(map)).not.toThrow()
    const data = memory()
    damage(groupsOf(map), data)
    expect(update(map)).toThrow(`invariant violated: ${name}`)
  })

  test('a place tells another size of its table', () => {
    const map = keep(divided())
    const data = memory()
    const places = [0, 1, 2, 3].map(i => addressOf(map) + 8 * i)
    const tables = places.map(place => data.getUint32(place, true))
    expect(new Set(tables).size).toBe(3)
    const shared = places.filter((_, i) => tables.indexOf(tables[i]!) !== tables.lastIndexOf(tables[i]!))
    const mask = data.getUint32(shared[1]! + 4, true)
    data.setUint32(shared[1]! + 4, mask >>> 1, true)
    expect(update(map)).toThrow('invariant violated: all places tell the size of a table')
  })

  test('a place leads to the table of others', () => {
    const map = keep(divided())
    const data = memory()
    const directory = addressOf(map)
    data.setUint32(directory, data.getUint32(directory + 8, true), true)
    expect(update(map)).toThrow('invariant violated: a table is at all places of its bits, and no others')
  })

  test('the empty group of all maps has an entry', () => {
    const map = keep(crowded())
    const data = memory()
    const empty = addressOf(keep(new Int32Map()))
    data.setUint8(empty, 0x80)
    expect(update(map)).toThrow('invariant violated: the shared empty group is empty')
    data.setUint8(empty, 0)
    expect(update(map)).not.toThrow()
  })

  test.each([
    ['has an entry', 0, 0x80],
    ['ends a search', GROUP_SLOTS, 0xfe],
  ])('the gate of all maps that are rehashing %s', (_, at, byte) => {
    const map = keep(crowded())
    const data = memory()
    const gate = addressOf(keep(new Int32Map())) + GATE
    const was = data.getUint8(gate + at)
    data.setUint8(gate + at, byte)
    expect(update(map)).toThrow('invariant violated: the gate group has no entry, and no room')
    data.setUint8(gate + at, was)
    expect(update(map)).not.toThrow()
  })

  test('a rehash has more to move than there is', () => {
    const map = keep(new Int32Map({ values: 'int32' }))
    setWords(map, 0n, 0n, 0n)
    for (let i = 0; !isRehashing(map); i++) map.set(i, i)
    const data = memory()
    const left = (bodyOf(map, 'left').open('left') as number) + LEFT_TO_MOVE
    expect(data.getUint32(left, true)).toBe(1)
    data.setUint32(left, 2, true)
    expect(() => map.get(0)).not.toThrow()
    expect(() => map.set(0, 1)).toThrow('invariant violated: a rehash ends with the last table')
  })
})
