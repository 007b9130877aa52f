// The public map of one key kind. Each class has its own text, so that every call site of a backend's function is its own
// and stays monomorphic, whatever other maps a program uses.

import { FAILED, OUTGREW, OVERFLOW } from '../../src/classes/scalars.js'
import { ANY, BIGINT64, BIGUINT64, FLOAT64, INT32 } from '../../src/options.js'
import { type KeyForm, type KeyKind, pairName, type Wire } from '../kinds.js'
import {
  type Backend,
  type Brand,
  backendImports,
  baseOf,
  brandOf,
  crossing,
  GENERATED,
  keyImports,
  type Place,
  stage,
  stageIfAny,
  traitsOf,
} from './class.js'
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

/** What the methods of every form need to know. */
interface Context {
  key: KeyKind
  name: string
  brand: Brand
  u32: string
  i64: string
  backend: Backend
}

export function mapClass(key: KeyKind, backend: Backend, place: Place = 'once'): string {
  const name = `${key.name}Map`
  const u32 = pairName(key.wire, 'u32')
  const brand = brandOf(key, backend, 'map', place)
  const base = baseOf(key, 'Map')
  const context: Context = { key, name, brand, u32, i64: pairName(key.wire, 'i64'), backend }
  const main = key.forms[0]!
  const isStaged = main.stage !== undefined
  const others = isStaged ? ['wasFound'] : []
  return `${GENERATED}
import { type ClassTraits, hide } from '../../classes/container.js'
import { ${base.name} } from '../../classes/${base.file}.js'
${base.many === undefined ? '' : `import type { ${base.many} } from '../../classes/${base.file}.js'\nimport type { TypedMap } from '../../classes/typed-map.js'\n`}${keyImports(key, backend)}import { badArgument, incompatible, requireCallable } from '../../errors.js'
import { type BigIntOptions, type Entries, ${key.name === 'Bytes' ? 'type KeyLengthOption, ' : ''}type NumberOptions, type OptionsFor, VALUE_KINDS, entriesOf, valueRange } from '../../options.js'
${backendImports(backend, place, functionsOf(key), ['enginesFor', 'incrementStatus', 'incrementSum', 'incrementSum64', 'NO_TABLE', ...others])}
type K = ${key.type}

${traitsOf(key, backend, 'map', place, name)}const KEY_RANGE = '${key.range}'

class ${name}Class<V> extends ${base.name}<K, V> {
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
    return new ${name}Class({ values: VALUE_KINDS[this._kind]${key.name === 'Bytes' ? ', keyLength: this._keyLength || undefined' : ''} })
  }

  /** @internal */
  override _checkKey(method: string, key: K): K {
    if (!(${main.accepts('get')})) throw this._badKey(method, key)
    this._live(method)
    return ${main.canonical}
  }

  /** @internal */
  ${key.name === 'Bytes' ? 'override ' : ''}_badKey(method: string, key: unknown): Error {
    this._live(method)
    ${key.name === 'Bytes' ? 'return super._badKey(method, key)' : `return badArgument(this._where(method), 'key', KEY_RANGE, '${key.type}', key)`}
  }

  /** @internal */
  _badValue(method: string, argument: string, value: unknown): Error {
    this._live(method)
    const [expected, type] = valueRange(this._kind)
    return badArgument(this._where(method), argument, expected, type, value)
  }

  /** What \`set\` says but 1: the key was there, could not be inserted, or the table outgrew its first bucket. @internal */
  _notJustNew(isNew: number): void {
    if (isNew < 0) throw this._outOfMemory('set')
    if (isNew === 0) this._changes++
    else this._engine.outgrew(this, this._table)
  }

  /** @internal */
  _deleteAny(table: Table, key: ${isStaged ? 'any' : 'K'}): boolean {
    const handle = ${u32}Take(table, key, 0)
    if (handle === 0) return false
    this._handles!.release(handle)
    return true
  }

  /** The sum when what the last increment returned may stand for a failure. Throws if it does. @internal */
  _incrementAgain(sum: any): any {
    const status = incrementStatus()
    if (status === ${OUTGREW}) {
      this._engine.outgrew(this, this._table)
      return this._kind < ${BIGINT64} ? incrementSum() : incrementSum64()
    }
    if (status === ${OVERFLOW}) throw new RangeError(\`${name}.increment: the sum is out of the range of \${VALUE_KINDS[this._kind]}\`)
    if (status !== 0) throw this._outOfMemory('increment')
    return sum
  }
${key.forms.map(form => methods(context, form)).join('')}${key.forms.length > 1 ? rangeMethods() : ''}
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
  _raw(this: ${name}Class<any>, key: K) {
    return this._kind === ${ANY} ? ${u32}Get(this._table, ${main.stage ?? 'key'}, 0) : get.call(this, key)
  },
})

// One small function a value kind: V8 inlines the one that a program uses into \`get\`.
${VALUES.map(
  v => `
function get${v.name}(map: ${name}Class<any>, table: Table, key: ${isStaged ? 'any' : 'K'}): ${v.type} | undefined {
  const raw = ${pairName(key.wire, v.wire)}Get(table, key, ${v.missing})
  return ${v.isMissing('raw')} && (!map._sentinel || ${isStaged ? 'wasFound()' : `${v.wire === 'f64' || v.wire === 'i64' ? context.i64 : u32}Has(table, key)`} === 0) ? undefined : ${v.back('raw')}
}
`,
).join('')}
function getOther(map: ${name}Class<any>, table: Table, key: ${isStaged ? 'any' : 'K'}): number | bigint | undefined {
  switch (map._brand) {
${VALUES.filter(v => v.kind !== INT32)
  .map(v => `    case ${brand(v.kind)}: return get${v.name}(map, table, key)\n`)
  .join('')}  }
  throw incompatible('${name}.get')
}

${publicTypes(key)}`
}

/** The single-key methods for one form of naming the key. */
function methods({ key, name, brand, u32, i64, backend }: Context, form: KeyForm): string {
  const k = crossing(form)
  const { suffix } = form
  const override = suffix === '' ? 'override ' : ''
  const receiver = (method: string) =>
    `    if ((this._brand ^ ${brand()}) > 7) throw incompatible('${name}.${method}${suffix}')\n`
  const begin = (method: string, absent: (nothing: string) => string) =>
    stageIfAny(form, method + suffix, backend, receiver(method), absent)
  const isNothing = (nothing: string) => `${nothing} !== undefined`
  const each = (body: (v: ValueTraits, prefix: string) => string) =>
    VALUES.map(v => `      case ${brand(v.kind)}: ${body(v, pairName(key.wire, v.wire))}\n`).join('')
  return `
  ${override}get${suffix}(${form.parameters}): V | undefined {
${begin('get', nothing => nothing)}    const brand = this._brand
    if (brand === ${brand(INT32)}) return getInt32(this, table, ${k}) as V
    if (brand === ${brand(ANY)}) return this._handles!.get(${u32}Get(table, ${k}, 0)) as V
    return getOther(this, table, ${k}) as V
  }

  ${override}has${suffix}(${form.parameters}): boolean {
${begin('has', isNothing)}    const kind = this._brand ^ ${brand()}
    if (kind > 7) throw incompatible('${name}.has${suffix}')
    if (kind < ${FLOAT64}) return ${u32}Has(table, ${k}) !== 0
    return ${i64}Has(table, ${k}) !== 0
  }

  ${override}set${suffix}(${form.parameters}, value: V): this
  ${override}set${suffix}(${form.parameters}, value: any): this {
    if (!(${form.accepts(`set${suffix}`)})) throw ${form.reject(`set${suffix}`)}
    const brand = this._brand
    if (brand === ${brand(INT32)}) this._setInt32${suffix}(${form.arguments}, value)
    else if (brand === ${brand(ANY)}) this._setAny${suffix}(${form.arguments}, value)
    else this._setOther${suffix}(${form.arguments}, value)
    return this
  }

  /** @internal */
  _setOther${suffix}(${form.parameters}, value: any): void {
    switch (this._brand) {
${VALUES.filter(v => v.kind !== INT32)
  .map(v => `      case ${brand(v.kind)}: return this._set${v.name}${suffix}(${form.arguments}, value)\n`)
  .join('')}    }
    throw incompatible('${name}.set${suffix}')
  }

  // One small method a value kind: V8 inlines the one that a program uses into \`set\`.
${VALUES.map(
  v => `
  /** @internal */
  _set${v.name}${suffix}(${form.parameters}, value: any): void {
    if (!(${v.accepts})) throw this._badValue('set${suffix}', 'value', value)
    if (${v.isMissing('value')}) this._sentinel = true
    const table = this._table || this._open('set${suffix}')
${stage(form, `set${suffix}`, backend)}    const isNew = ${pairName(key.wire, v.wire)}Set(table, ${k}, value)
    if (isNew !== 1) this._notJustNew(isNew)
  }
`,
).join('')}
  /** @internal */
  _setAny${suffix}(${form.parameters}, value: V): void {
    const table = this._table || this._open('set${suffix}')
    const handles = this._handles!
    const fresh = handles.peek()
${stage(form, `set${suffix}`, backend)}    const handle = ${u32}GetOrInsert(table, ${k}, fresh, ${FAILED})
    if (handle === fresh) handles.take(value)
    else if (handle >= 0) handles.set(handle, value)
    else if (handle === ${FAILED}) throw this._outOfMemory('set${suffix}')
    else {
      handles.take(value)
      this._engine.outgrew(this, table)
    }
  }

  ${override}delete${suffix}(${form.parameters}): boolean {
${begin('delete', isNothing)}    const kind = this._brand ^ ${brand()}
    if (kind > 7) throw incompatible('${name}.delete${suffix}')
    this._changes++
    if (kind === ${ANY}) return this._deleteAny(table, ${k})
    if (kind < ${FLOAT64}) return ${u32}Remove(table, ${k}) !== 0
    return ${i64}Remove(table, ${k}) !== 0
  }

  ${override}increment${suffix}(${form.parameters}, by?: V): V
  ${override}increment${suffix}(${form.parameters}, by?: any): any {
    if (!(${form.accepts(`increment${suffix}`)})) throw ${form.reject(`increment${suffix}`)}
    switch (this._brand) {
${each(
  (v, prefix) => `{
        if (by === undefined) by = ${v.type === 'bigint' ? '1n' : '1'}
        if (!(${v.accepts.replaceAll('value', 'by')})) throw this._badValue('increment${suffix}', 'by', by)
        const table = this._table || this._open('increment${suffix}')
    ${stage(form, `increment${suffix}`, backend)}        let sum: ${v.type} = ${prefix}${v.increment}(table, ${k}, by)
        if (${v.failed}) sum = this._incrementAgain(sum)
        if (${v.isMissing('sum')}) this._sentinel = true
        this._changes++
        return ${v.kind === BIGUINT64 ? 'BigInt.asUintN(64, sum)' : 'sum'}
      }`,
)}    }
    this._live('increment${suffix}')
    if (this._brand !== ${brand(ANY)}) throw incompatible('${name}.increment${suffix}')
    throw new TypeError("${name}.increment${suffix}: needs a map with values of numbers, not 'any'")
  }
`
}

/** Methods that exist once for other classes, in the form that takes a range of a buffer. */
function rangeMethods(): string {
  return `
  getOrRange(buffer: Uint8Array, start: number, end: number, fallback: V): V {
    if (!this._hasLength('getOrRange', buffer, start, end)) return this._live('getOrRange') ?? fallback
    const value = this.getRange(buffer, start, end)
    if (value !== undefined) return value
    return this._kind === ${ANY} && this.hasRange(buffer, start, end) ? (undefined as V) : fallback
  }

  getOrInsertRange(buffer: Uint8Array, start: number, end: number, value: V): V {
    if (!this._hasLength('getOrInsertRange', buffer, start, end)) throw this._badLength('getOrInsertRange', end - start)
    const found = this.getRange(buffer, start, end)
    if (found !== undefined || (this._kind === ${ANY} && this.hasRange(buffer, start, end))) return found as V
    const stored = this._stored('getOrInsertRange', value)
    this.setRange(buffer, start, end, stored)
    return stored
  }

  getOrInsertComputedRange(buffer: Uint8Array, start: number, end: number, compute: (key: Uint8Array) => V): V {
    if (!this._hasLength('getOrInsertComputedRange', buffer, start, end)) throw this._badLength('getOrInsertComputedRange', end - start)
    requireCallable(this._where('getOrInsertComputedRange'), 'compute', compute)
    const found = this.getRange(buffer, start, end)
    if (found !== undefined || (this._kind === ${ANY} && this.hasRange(buffer, start, end))) return found as V
    const key = new Uint8Array(buffer.subarray(start, end))
    const stored = this._stored('getOrInsertComputedRange', compute(key.slice()))
    this.set(key, stored)
    return stored
  }
`
}

/** The form that takes a range of a buffer, as the public type has it. */
const rangeTypes = `
  get(key: BytesLike): V | undefined
  has(key: BytesLike): boolean
  set(key: BytesLike, value: V): this
  delete(key: BytesLike): boolean
  increment(key: BytesLike, by?: V): V
  getOr(key: BytesLike, fallback: V): V
  getOrInsert(key: BytesLike, value: V): V
  getOrInsertComputed(key: BytesLike, compute: (key: Uint8Array) => V): V
  // The key is the bytes from \`start\` to \`end\`, exclusive. Nothing is allocated for keys of up to 1 KiB.
  // @throws TypeError if \`buffer\` is no Uint8Array; RangeError if the range is not inside it
  getRange(buffer: Uint8Array, start: number, end: number): V | undefined
  hasRange(buffer: Uint8Array, start: number, end: number): boolean
  setRange(buffer: Uint8Array, start: number, end: number, value: V): this
  deleteRange(buffer: Uint8Array, start: number, end: number): boolean
  incrementRange(buffer: Uint8Array, start: number, end: number, by?: V): V
  getOrRange(buffer: Uint8Array, start: number, end: number, fallback: V): V
  getOrInsertRange(buffer: Uint8Array, start: number, end: number, value: V): V
  getOrInsertComputedRange(buffer: Uint8Array, start: number, end: number, compute: (key: Uint8Array) => V): V
`

const manyTypes = (many: string) => `
  getMany(keys: ${many}, out?: any, missing?: any): any
  hasMany(keys: ${many}, out?: Uint8Array): Uint8Array
  setMany(keys: ${many}, values: ArrayLike<V>): this
  deleteMany(keys: ${many}): number
  incrementMany(keys: ${many}, by?: V | ArrayLike<V>): this
`

/** What users see. The class itself is too strict about value types for one that infers them from its options. */
function publicTypes(key: KeyKind): string {
  const name = `${key.name}Map`
  const takes = key.takes ?? 'K'
  const { many } = baseOf(key, 'Map')
  const options = key.name === 'Bytes' ? ' & KeyLengthOption' : ''
  return `/**
 * A map whose keys are ${key.type}s, each ${key.range}. A key of another kind is a TypeError or RangeError for
 * writing methods; \`get\`, \`has\` and \`delete\` answer that it is not there.
 */
export interface ${name}<V = any> extends TypedMap<K, V> {${many === undefined ? '' : manyTypes(many)}${key.forms.length > 1 ? rangeTypes : ''}}

export interface ${name}Constructor {
  readonly prototype: ${name}
  new (options: NumberOptions${options}): ${name}<number>
  new (entries: Entries<${takes}, number>, options: NumberOptions${options}): ${name}<number>
  new (options: BigIntOptions${options}): ${name}<bigint>
  new (entries: Entries<${takes}, bigint>, options: BigIntOptions${options}): ${name}<bigint>
  new <V = any>(entries?: Entries<${takes}, V>, options?: OptionsFor<V>${options}): ${name}<V>
  new <V = any>(options: OptionsFor<V>${options}): ${name}<V>
  /** A map of arrays: the items for which \`keyOf\` returned a key, under that key. O(items). */
  groupBy<T>(items: Iterable<T>, keyOf: (item: T, index: number) => K): ${name}<T[]>
}
export const ${name} = ${name}Class as unknown as ${name}Constructor
`
}
