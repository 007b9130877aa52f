// The public set of one key kind; see map-class.ts.

import { type KeyKind, pairName } from '../kinds.js'
import { type Backend, backendImports, brandOf, GENERATED, KEY_NUMBER } from './class.js'

export function setClass(key: KeyKind, backend: Backend): string {
  const name = `${key.name}Set`
  const none = pairName(key.wire, 'none')
  return `${GENERATED}
import { type ClassTraits, hide } from '../../classes/container.js'
import { TypedSet } from '../../classes/typed-set.js'
import { badArgument, incompatible } from '../../errors.js'
import { type TableOptions, entriesOf } from '../../options.js'
${backendImports(
  backend,
  ['Add', 'Has', 'Remove'].map(name => none + name),
  ['enginesFor', 'NO_TABLE'],
)}
type K = ${key.type}

const TRAITS: ClassTraits = { name: '${name}', keyKind: ${KEY_NUMBER[key.name]}, brand: ${brandOf(key, backend, 'set')}, engines: enginesFor('${key.wire}', true), noTable: NO_TABLE }
const KEY_RANGE = '${key.range}'

/** A set of ${key.type === 'number' ? 'numbers' : 'bigints'}: each ${key.range.replace(/^an? /, '')}. See \`TypedSet\` for its other methods. */
export class ${name} extends TypedSet<K> {
  constructor(keys?: Iterable<K> | null, options?: TableOptions)
  constructor(options?: TableOptions)
  constructor() {
    const first = arguments[0]
    const keys = entriesOf<K>('${name}', first, arguments[1])
    super(TRAITS, keys === undefined && arguments[1] === undefined ? first : arguments[1], false)
    if (keys !== undefined) this._fill(keys)
  }

  /** @internal */
  override get _traits(): ClassTraits {
    return TRAITS
  }

  /** @internal */
  override _empty(): ${name} {
    return new ${name}()
  }

  /** @internal */
  override _accepts(key: unknown): boolean
  override _accepts(key: any): boolean {
    return ${key.accepts}
  }

  /** Adds a key. @throws TypeError or RangeError for anything else than ${key.range}; RangeError when memory is out. */
  override add(key: K): this {
    if (!(${key.accepts})) {
      this._live('add')
      throw badArgument(this._where('add'), 'key', KEY_RANGE, '${key.type}', key)
    }
    const table = this._table || this._open('add')
    if (this._brand !== ${brandOf(key, backend, 'set') + 7}) throw incompatible('${name}.add')
    const isNew = ${none}Add(table, key)
    if (isNew < 0) throw this._outOfMemory('add')
    if (isNew > 1) this._engine.outgrew(this, table)
    return this
  }

  override has(key: K): boolean {
    const table = this._table
    if (!(${key.accepts}) || !table) return this._live('has') !== undefined
    if (this._brand !== ${brandOf(key, backend, 'set') + 7}) throw incompatible('${name}.has')
    return ${none}Has(table, key) !== 0
  }

  override delete(key: K): boolean {
    const table = this._table
    if (!(${key.accepts}) || !table) return this._live('delete') !== undefined
    if (this._brand !== ${brandOf(key, backend, 'set') + 7}) throw incompatible('${name}.delete')
    this._changes++
    return ${none}Remove(table, key) !== 0
  }

  static get [Symbol.species](): unknown {
    return this
  }
}
hide(${name}.prototype, { _has: ${name}.prototype.has })
`
}
