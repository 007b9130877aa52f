// The public map of one key kind. Each class has its own text, so that every call site of a backend's function is its own
// and stays monomorphic, whatever other maps a program uses.

import { FAILED, OUTGREW, OVERFLOW } from '../../src/classes/scalars.js'
import { ANY, BIGUINT64, FLOAT64, INT32 } from '../../src/options.js'
import { type KeyKind, pairName, type Wire } from '../kinds.js'
import { type Backend, backendImports, brandOf, GENERATED, KEY_NUMBER } from './class.js'
import { VALUES, type ValueTraits } from './values.js'

/** The functions that a map of these keys calls. */
function functionsOf(key: KeyKind): string[] {
  const of = (value: Wire, names: string[]) => names.map(name => pairName(key.wire, value) + name)
  const increments = ['IncrementSigned', 'IncrementUnsigned']
  return [
    ...of('u32', ['Get', 'GetOrInsert', 'Has', 'Remove', 'Set', 'Take', ...increments]),
    ...of('f32', ['Get', 'Set', 'Increment']),
    ...of('f64', ['Get', 'Set', 'Increment']),
    ...of('i64', ['Get', 'Has', 'Remove', 'Set', ...increments]),
  ]
}

/** The key as the table holds it: what a computing callback is given. */
function canonical(key: KeyKind): string {
  return key.type === 'number' ? 'key + 0' : 'key'
}

export function mapClass(key: KeyKind, backend: Backend): string {
  const name = `${key.name}Map`
  const u32 = pairName(key.wire, 'u32')
  const i64 = pairName(key.wire, 'i64')
  const brand = brandOf(key, backend, 'map')
  const each = (body: (v: ValueTraits, prefix: string) => string) =>
    VALUES.map(v => `      case ${brand + v.kind}: ${body(v, pairName(key.wire, v.wire))}\n`).join('')
  return `${GENERATED}
import { type ClassTraits, hide } from '../../classes/container.js'
import { TypedMap } from '../../classes/typed-map.js'
import { badArgument, incompatible, requireCallable } from '../../errors.js'
import { type BigIntOptions, type Entries, type NumberOptions, type OptionsFor, VALUE_KINDS, entriesOf, valueRange } from '../../options.js'
import type { Table } from './abi.js'
${backendImports(backend, functionsOf(key), ['enginesFor', 'incrementStatus', 'NO_TABLE'])}
type K = ${key.type}

const TRAITS: ClassTraits = { name: '${name}', keyKind: ${KEY_NUMBER[key.name]}, brand: ${brand}, engines: enginesFor('${key.wire}', false), noTable: NO_TABLE }
const KEY_RANGE = '${key.range}'

class ${name}Class<V> extends TypedMap<K, V> {
  constructor(...args: any[])
  constructor() {
    const first = arguments[0]
    const entries = entriesOf<[K, V]>('${name}', first, arguments[1])
    super(TRAITS, entries === undefined && arguments[1] === undefined ? first : arguments[1], true)
    if (entries !== undefined) this._fill(entries)
  }

  /** @internal */
  override get _traits(): ClassTraits {
    return TRAITS
  }

  /** @internal */
  override _empty(): ${name}Class<V> {
    return new ${name}Class({ values: VALUE_KINDS[this._kind] })
  }

  /** @internal */
  override _checkKey(method: string, key: K): K {
    if (!(${key.accepts})) throw this._badKey(method, key)
    this._live(method)
    return ${canonical(key)}
  }

  /** @internal */
  _badKey(method: string, key: unknown): Error {
    this._live(method)
    return badArgument(this._where(method), 'key', KEY_RANGE, '${key.type}', key)
  }

  /** @internal */
  _badValue(method: string, argument: string, value: unknown): Error {
    this._live(method)
    const [expected, type] = valueRange(this._kind)
    return badArgument(this._where(method), argument, expected, type, value)
  }

  override get(key: K): V | undefined {
    const table = this._table
    if (!(${key.accepts}) || !table) return this._live('get')
    const brand = this._brand
    if (brand === ${brand + INT32}) return getInt32(this, table, key) as V
    if (brand === ${brand + ANY}) return this._handles!.get(${u32}Get(table, key, 0)) as V
    return getOther(this, table, key) as V
  }

  override has(key: K): boolean {
    const table = this._table
    if (!(${key.accepts}) || !table) return this._live('has') !== undefined
    const kind = this._brand ^ ${brand}
    if (kind < ${FLOAT64}) return ${u32}Has(table, key) !== 0
    if (kind < 8) return ${i64}Has(table, key) !== 0
    throw incompatible('${name}.has')
  }

  override set(key: K, value: V): this
  override set(key: K, value: any): this {
    if (!(${key.accepts})) throw this._badKey('set', key)
    const brand = this._brand
    if (brand === ${brand + INT32}) this._setInt32(key, value)
    else if (brand === ${brand + ANY}) this._setAny(key, value)
    else this._setOther(key, value)
    return this
  }

  /** @internal */
  _setOther(key: K, value: any): void {
    switch (this._brand) {
${VALUES.filter(v => v.kind !== INT32)
  .map(v => `      case ${brand + v.kind}: return this._set${v.name}(key, value)\n`)
  .join('')}    }
    throw incompatible('${name}.set')
  }

  // One small method a value kind: V8 inlines the one that a program uses into \`set\`.
${VALUES.map(
  v => `
  /** @internal */
  _set${v.name}(key: K, value: any): void {
    if (!(${v.accepts})) throw this._badValue('set', 'value', value)
    if (${v.isMissing('value')}) this._sentinel = true
    const table = this._table || this._open('set')
    const isNew = ${pairName(key.wire, v.wire)}Set(table, key, value)
    if (isNew !== 1) this._notJustNew(isNew)
  }
`,
).join('')}
  /** What \`set\` says but 1: the key was there, could not be inserted, or the table outgrew its first bucket. @internal */
  _notJustNew(isNew: number): void {
    if (isNew < 0) throw this._outOfMemory('set')
    if (isNew === 0) this._changes++
    else this._engine.outgrew(this, this._table)
  }

  /** @internal */
  _setAny(key: K, value: V): void {
    const table = this._table || this._open('set')
    const handles = this._handles!
    const fresh = handles.peek()
    const handle = ${u32}GetOrInsert(table, key, fresh, ${FAILED})
    if (handle === fresh) handles.take(value)
    else if (handle >= 0) handles.set(handle, value)
    else if (handle === ${FAILED}) throw this._outOfMemory('set')
    else {
      handles.take(value)
      this._engine.outgrew(this, table)
    }
  }

  override delete(key: K): boolean {
    const table = this._table
    if (!(${key.accepts}) || !table) return this._live('delete') !== undefined
    const kind = this._brand ^ ${brand}
    if (kind > 7) throw incompatible('${name}.delete')
    this._changes++
    if (kind === ${ANY}) return this._deleteAny(table, key)
    if (kind < ${FLOAT64}) return ${u32}Remove(table, key) !== 0
    return ${i64}Remove(table, key) !== 0
  }

  /** @internal */
  _deleteAny(table: Table, key: K): boolean {
    const handle = ${u32}Take(table, key, 0)
    if (handle === 0) return false
    this._handles!.release(handle)
    return true
  }

  override increment(key: K, by?: V): V
  override increment(key: K, by?: any): any {
    if (!(${key.accepts})) throw this._badKey('increment', key)
    switch (this._brand) {
${each(
  (v, prefix) => `{
        if (by === undefined) by = ${v.type === 'bigint' ? '1n' : '1'}
        if (!(${v.accepts.replaceAll('value', 'by')})) throw this._badValue('increment', 'by', by)
        const table = this._table || this._open('increment')
        let sum: ${v.type} = ${prefix}${v.increment}(table, key, by)
        if (${v.failed}) sum = this._incrementAgain(key, sum)
        if (${v.isMissing('sum')}) this._sentinel = true
        this._changes++
        return ${v.kind === BIGUINT64 ? 'BigInt.asUintN(64, sum)' : 'sum'}
      }`,
)}    }
    this._live('increment')
    if (this._brand !== ${brand + ANY}) throw incompatible('${name}.increment')
    throw new TypeError("${name}.increment: needs a map with values of numbers, not 'any'")
  }

  /** The sum when what the last increment returned may stand for a failure. Throws if it does. @internal */
  _incrementAgain(key: K, sum: any): any {
    const status = incrementStatus()
    if (status === ${OUTGREW}) {
      this._engine.outgrew(this, this._table)
      // The sum may look like "missing", which no value has so far.
      const before = this._sentinel
      this._sentinel = true
      sum = this._get!(key)
      this._sentinel = before
      return sum
    }
    if (status === ${OVERFLOW}) throw new RangeError(\`${name}.increment: the sum of \${key} is out of the range of \${VALUE_KINDS[this._kind]}\`)
    if (status !== 0) throw this._outOfMemory('increment')
    return sum
  }

  /** A map of arrays: the items for which \`keyOf\` returned a key, under that key. O(items). */
  static groupBy<T>(items: Iterable<T>, keyOf: (item: T, index: number) => K): ${name}Class<T[]> {
    requireCallable('${name}.groupBy', 'keyOf', keyOf)
    const groups = new ${name}Class<T[]>()
    let index = 0
    for (const item of items) {
      const key = keyOf(item, index++)
      const group = groups.get(key)
      if (group === undefined) groups.set(key, [item])
      else group.push(item)
    }
    return groups
  }

  static get [Symbol.species](): unknown {
    return this
  }
}
Object.defineProperty(${name}Class, 'name', { value: '${name}' })
const { has: _has, get } = ${name}Class.prototype
hide(${name}Class.prototype, {
  _has,
  _get: get,
  _raw(this: ${name}Class<any>, key: K) {
    return this._kind === ${ANY} ? ${u32}Get(this._table, key, 0) : get.call(this, key)
  },
})

// One small function a value kind: V8 inlines the one that a program uses into \`get\`.
${VALUES.map(
  v => `
function get${v.name}(map: ${name}Class<any>, table: Table, key: K): ${v.type} | undefined {
  const raw = ${pairName(key.wire, v.wire)}Get(table, key, ${v.missing})
  return ${v.isMissing('raw')} && (!map._sentinel || ${v.wire === 'f64' || v.wire === 'i64' ? i64 : u32}Has(table, key) === 0) ? undefined : ${v.back('raw')}
}
`,
).join('')}
function getOther(map: ${name}Class<any>, table: Table, key: K): number | bigint | undefined {
  switch (map._brand) {
${VALUES.filter(v => v.kind !== INT32)
  .map(v => `    case ${brand + v.kind}: return get${v.name}(map, table, key)\n`)
  .join('')}  }
  throw incompatible('${name}.get')
}

/**
 * A map whose keys are ${key.type}s, each ${key.range}. A key of another kind is a TypeError or RangeError for
 * writing methods; \`get\`, \`has\` and \`delete\` answer that it is not there.
 */
export interface ${name}<V = any> extends TypedMap<K, V> {}

export interface ${name}Constructor {
  readonly prototype: ${name}
  new (options: NumberOptions): ${name}<number>
  new (entries: Entries<K, number>, options: NumberOptions): ${name}<number>
  new (options: BigIntOptions): ${name}<bigint>
  new (entries: Entries<K, bigint>, options: BigIntOptions): ${name}<bigint>
  new <V = any>(entries?: Entries<K, V>, options?: OptionsFor<V>): ${name}<V>
  new <V = any>(options: OptionsFor<V>): ${name}<V>
  /** A map of arrays: the items for which \`keyOf\` returned a key, under that key. O(items). */
  groupBy<T>(items: Iterable<T>, keyOf: (item: T, index: number) => K): ${name}<T[]>
}
export const ${name} = ${name}Class as unknown as ${name}Constructor
`
}
