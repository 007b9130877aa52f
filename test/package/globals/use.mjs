// Something of everything that the package does, by code that looks up no global itself. What differs from run to run, such as
// orders, is sorted out of the results.

const INSPECT = Symbol.for('nodejs.util.inspect.custom')
const DISPOSE = Symbol.dispose ?? Symbol.for('Symbol.dispose')
const { iterator: ITERATOR } = Symbol
const [OBJECT, SYMBOL] = [{ an: 'object' }, Symbol('key')]
const bytes = text => new TextEncoder().encode(text)
/** Keys of each kind, the typed array of them if there is one, and what is no such key. */
const KEYS = {
  Int32: [new Int32Array([5, -7, 0, 2147483647]), 0.5],
  Uint32: [new Uint32Array([5, 7, 0, 4294967295]), -1],
  Float64: [new Float64Array([5, -0.5, NaN, Infinity]), 'text'],
  BigInt64: [new BigInt64Array([5n, -7n, 0n, 2n ** 63n - 1n]), 2n ** 63n],
  BigUint64: [new BigUint64Array([5n, 7n, 0n, 2n ** 64n - 1n]), -1n],
  String: [['', 'Latin', 'über 三', 'x'.repeat(5000)], 5],
  Bytes: [[bytes('a'), bytes('ab'), bytes(''), bytes('y'.repeat(5000))], 5],
}
const ANY = [5, 0.5, 5n, 2n ** 70n, 'text', OBJECT, SYMBOL, null]
/** Values of each kind: two for the first keys, and what is added to them. */
const VALUES = {
  any: [1, 2, 3],
  int32: [1, -2, 3],
  uint32: [1, 4294967290, 3],
  float32: [1.5, NaN, 0.25],
  float64: [1.5, NaN, 0.25],
  bigint64: [1n, -2n, 3n],
  biguint64: [1n, 2n ** 64n - 9n, 3n],
}
const COLUMN = { int32: Int32Array, float64: Float64Array, biguint64: BigUint64Array }
const COLUMNS = Object.fromEntries(Object.entries(COLUMN).map(([kind, Column]) => [kind, Column.of(...VALUES[kind])]))
const IDS = [new Uint32Array(4), new Uint8Array(4)]
const PACKED = { bytes: bytes('aababcd'), offsets: new Int32Array([0, 1, 3, 7]) }

/** A key or value as a text, the first of it if it is long. */
const text = x => (typeof x === 'symbol' ? 'symbol' : x === OBJECT ? 'object' : `${typeof x} ${x}`.slice(0, 50))
const sorted = all =>
  [...all].map(each => (typeof each === 'object' && each?.map ? each.map(text).join() : text(each))).sort()

/** What an operation throws, in words. */
function failure(run) {
  try {
    run()
    return 'none'
  } catch (error) {
    return `${error.constructor.name}: ${error.message}`
  }
}

/** What all maps can do. */
function useMap(Class, keys, [one, two, more], options, wrong) {
  const map = new Class(
    [
      [keys[0], one],
      [keys[1], two],
    ],
    options,
  )
  const results = [map.size, map.get(keys[1]), map.get(keys[2]), map.has(keys[0]), map.delete(keys[1])]
  map.set(keys[2], more).set(keys[3], two).set(keys[1], one)
  map.getOrInsert(keys[0], two)
  map.getOrInsertComputed(keys[3], () => one)
  results.push(sorted(map), sorted(map.keys()), sorted(map.values()), sorted(map.entries()), map.getOr(keys[0], two))
  const visited = []
  map.forEach((value, key) => {
    visited.push([key, value])
  })
  results.push(sorted(visited))
  const copy = map.clone()
  results.push(copy.equals(map), copy.size, map[ITERATOR] === map.entries, `${map}`, INSPECT in map)
  if (options.values !== 'any') results.push(copy.increment(keys[0], more), copy.increment(keys[0]))
  results.push(
    failure(() => copy.increment(keys[0], 'text')),
    copy.equals(map),
  )
  if (wrong !== undefined)
    results.push(
      map.get(wrong),
      failure(() => map.set(wrong, one)),
    )
  copy.assign(map)
  copy.deleteWhere((_, key) => key === keys[0])
  results.push(
    sorted(copy),
    copy.stats().size,
    failure(() => copy.reserve(-1)),
    typeof copy.inspect(),
  )
  copy.reserve(100)
  copy.shrink()
  copy.clear()
  results.push(
    copy.size,
    typeof map[INSPECT](2, {}, () => ''),
    failure(() => map.set.call({}, keys[0], one)),
  )
  copy[DISPOSE]()
  results.push(failure(() => copy.set(keys[0], one)))
  return [map, results]
}

function useManyOfMap(map, keys, values) {
  const results = [sorted(map.getMany(keys)), sorted(map.hasMany(keys)), sorted(map.hasMany(keys, IDS[1]))]
  if (values !== undefined) {
    map.setMany(keys.subarray ? keys.subarray(0, 3) : keys.slice(0, 3), values)
    results.push(sorted(map))
    map.incrementMany(keys.subarray ? keys.subarray(0, 1) : keys.slice(0, 1))
    results.push(sorted(map))
  }
  const { keys: all } = map.toArrays()
  results.push(sorted(all), map.deleteMany(keys), map.size)
  return results
}

function useSet(Class, keys, options, wrong) {
  const [set, other] = [new Class([keys[0], keys[1]], options), new Class([keys[1], keys[2]])]
  const results = [set.size, set.has(keys[0]), set.has(keys[2]), sorted(set), sorted(set.entries()), `${set}`]
  for (const name of ['union', 'intersection', 'difference', 'symmetricDifference'])
    results.push(sorted(set[name](other)))
  for (const name of ['isSubsetOf', 'isSupersetOf', 'isDisjointFrom']) results.push(set[name](other))
  const like = { size: 1, has: key => key === keys[0], keys: () => [keys[0]][ITERATOR]() }
  results.push(
    sorted(set.union(like)),
    failure(() => set.union({ size: 'x' })),
    set.add(keys[3]).delete(keys[0]),
  )
  if (wrong !== undefined) results.push(failure(() => set.add(wrong)))
  if (set.addMany) set.addMany(keys)
  results.push(
    sorted(set.toArray()),
    set.clone().equals(set),
    typeof set.inspect(),
    typeof set[INSPECT](2, {}, () => ''),
  )
  set.deleteWhere(key => key === keys[1])
  if (set.deleteMany) results.push(set.deleteMany(keys))
  return [...results, set.size]
}

/** Many entries: growth, records in the arena, and walks while the table grows. */
function grow(Class, keyOf) {
  const map = new Class({ values: 'float64', seed: 5n })
  for (let i = 0; i < 3000; i++) map.set(keyOf(i), i)
  let [sum, walked] = [0, 0]
  for (const [, value] of map) {
    sum += value
    if (walked++ < 500) map.set(keyOf(3000 + walked), 0)
  }
  for (let i = 0; i < 3000; i += 2) map.delete(keyOf(i))
  return [sum, map.size, map.get(keyOf(2999)), map.stats().buckets]
}

const BIGINTS = Array.from({ length: 4000 }, (_, i) => BigInt(i) * 3n ** 20n)
const KEY_OF = { Int32: i => i, Float64: i => i / 2, BigInt64: i => BIGINTS[i], String: i => `${i}` }

function useTyped(library) {
  const results = {}
  for (const kind in KEYS) {
    const [keys, wrong] = KEYS[kind]
    for (const values in VALUES) {
      const [map, found] = useMap(library[`${kind}Map`], keys, VALUES[values], { values }, wrong)
      results[`${kind}Map ${values}`] = [found, useManyOfMap(map, keys, COLUMNS[values])]
    }
    results[`${kind}Set`] = useSet(library[`${kind}Set`], keys, {}, wrong)
    const groups = library[`${kind}Map`].groupBy([1, 2, 3], x => keys[x % 2])
    const { ids, keys: distinct } = library.indexMany([keys[0], keys[1], keys[0]])
    results[`${kind} functions`] = [
      groups.get(keys[1]),
      sorted(ids),
      sorted(distinct),
      sorted(library.joinMany(keys, keys).left),
    ]
  }
  for (const kind in KEY_OF) results[`${kind} growth`] = grow(library[`${kind}Map`], KEY_OF[kind])
  const packed = new library.StringMap({ values: 'int32' })
  packed.setMany(PACKED, new library.Int32Map([[0, 4]], { values: 'int32' }).getMany([0, 0, 0]))
  const range = new library.BytesMap().setRange(PACKED.bytes, 0, 3, 'range')
  const message = failure(() => range.getRange(PACKED.bytes, 0, 30))
  results.packed = [
    sorted(packed),
    sorted(packed.getMany(PACKED)),
    sorted(range),
    range.hasRange(PACKED.bytes, 0, 3),
    message,
  ]
  return results
}

/** Keys of several parts, of each way to hold them. */
function useTuples({ TupleMap, TupleSet, indexMany, joinMany }) {
  return [
    [
      ['int32', 'uint32'],
      [
        [1, 2],
        [-1, 4294967295],
      ],
    ],
    [
      ['float64', 'bigint64'],
      [
        [NaN, 1n],
        [-0, -1n],
      ],
    ],
    [
      ['string', 'bytes', 'int32'],
      [
        ['über', KEYS.Bytes[0][0], 1],
        ['x'.repeat(9000), KEYS.Bytes[0][2], 2],
      ],
    ],
  ].map(([parts, keys]) => {
    const map = new TupleMap(parts, [[keys[0], 1]], { values: 'int32' })
    const columns = parts.map((_, i) => keys.map(key => key[i]))
    map.setMany(columns, [3, 4]).incrementMany(columns)
    const [x, y, z] = keys[0]
    const wrong = [failure(() => map.set([], 1)), failure(() => map.set([SYMBOL, y, z].slice(0, parts.length), 1))]
    const set = new TupleSet(parts, keys)
    return [
      ...[map.size, map.get(keys[0]), map.getAt(x, y, z), map.increment(keys[1], 5), sorted(map.keys()), wrong],
      ...[sorted(map.getMany(columns)), set.has(keys[1]), set.toArray().map(sorted), map.delete(keys[0])],
      ...[sorted(indexMany(columns).ids), sorted(joinMany(columns, columns).left)],
    ]
  })
}

/** What `library`, an entry point with all classes, answers. */
export function use(library) {
  const results = useTyped(library)
  const { HashMap, HashSet, Heap } = library
  for (const values in VALUES) {
    const [map, found] = useMap(HashMap, ANY, VALUES[values], { values })
    results[`HashMap ${values}`] = [found, sorted(map.getMany(ANY)), sorted(map.hasMany(ANY)), map.deleteMany(ANY)]
  }
  results.HashSet = useSet(HashSet, ANY, {})
  results.tuples = useTuples(library)
  results['HashMap groups'] = sorted(HashMap.groupBy(ANY, x => typeof x).keys())
  if (Heap === undefined) return results
  const heap = new Heap()
  for (const kind in KEYS) {
    const [keys, wrong] = KEYS[kind]
    const [map, found] = useMap(library[`${kind}Map`], keys, VALUES.float64, { values: 'float64', heap }, wrong)
    results[`${kind}Map in a heap`] = [found, useManyOfMap(map, keys, COLUMNS.float64)]
    results[`${kind}Set in a heap`] = useSet(library[`${kind}Set`], keys, { heap }, wrong)
  }
  results['any in a heap'] = useMap(HashMap, ANY, VALUES.any, { values: 'any', heap })[1]
  results.heap = heap.bytes > 0
  return results
}
