// The public set of one key kind; see map-class.ts.

import { SET } from '../../src/options.js'
import { type KeyForm, type KeyKind, pairName } from '../kinds.js'
import {
  type Backend,
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

export function setClass(key: KeyKind, backend: Backend, place: Place = 'once'): string {
  const name = `${key.name}Set`
  const none = pairName(key.wire, 'none')
  const base = baseOf(key, 'Set')
  const main = key.forms[0]!
  const isBytes = key.name === 'Bytes'
  const takes = key.takes ?? 'K'
  const options = isBytes ? 'TableOptions & KeyLengthOption' : 'TableOptions'
  return `${GENERATED}
import { type ClassTraits, hide } from '../../classes/container.js'
import { ${base.name} } from '../../classes/${base.file}.js'
${keyImports(key, backend).replace(', copyOf', '')}import { badArgument, incompatible } from '../../errors.js'
import { type KeyLengthOption, type TableOptions, entriesOf } from '../../options.js'
${backendImports(
  backend,
  place,
  ['Add', 'Has', 'Remove'].map(name => none + name),
  ['enginesFor', 'NO_TABLE'],
)}
type K = ${key.type}

${traitsOf(key, backend, 'set', place, name)}const KEY_RANGE = '${key.range}'

/** A set of ${key.type}s: each ${key.range.replace(/^an? /, '')}. See \`TypedSet\` for its other methods. */
export class ${name} extends ${base.name}<K> {
  constructor(keys?: Iterable<${takes}> | null, options?: ${options})
  constructor(options?: ${options})
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
    return empty(${isBytes ? 'this._keyLength' : ''})
  }
${
  isBytes
    ? ''
    : `
  /** @internal */
  override _accepts(key: unknown): boolean
  override _accepts(key: any): boolean {
    return ${main.accepts('add')}
  }

  /** @internal */
  _badKey(method: string, key: unknown): Error {
    this._live(method)
    return badArgument(this._where(method), 'key', KEY_RANGE, '${key.type}', key)
  }
`
}${key.forms.map(form => methods(key, backend, place, form)).join('')}
  static get [Symbol.species](): unknown {
    return this
  }
}

/** Outside the class: bundlers rename a class that names itself. */
function empty(${isBytes ? 'keyLength: number' : ''}): ${name} {
  return new ${name}(${isBytes ? '{ keyLength: keyLength || undefined }' : ''})
}

hide(${name}.prototype, { _has: ${name}.prototype.has })
`
}

/** The single-key methods for one form of naming the key. */
function methods(key: KeyKind, backend: Backend, place: Place, form: KeyForm): string {
  const name = `${key.name}Set`
  const none = pairName(key.wire, 'none')
  const { suffix } = form
  const override = suffix === '' ? 'override ' : ''
  const k = crossing(form)
  const parameters = form.parameters.replace(': K', `: ${key.takes ?? 'K'}`)
  const brand = (method: string) =>
    `    if (this._brand !== ${brandOf(key, backend, 'set', place)(SET)}) throw incompatible('${name}.${method}${suffix}')\n`
  const begin = (method: string) =>
    stageIfAny(form, method + suffix, backend, brand(method), nothing => `${nothing} !== undefined`)
  return `
  /** Adds a key. @throws TypeError or RangeError for anything else than ${key.range}; RangeError when memory is out. */
  ${override}add${suffix}(${parameters}): this {
    if (!(${form.accepts(`add${suffix}`)})) throw ${form.reject(`add${suffix}`)}
    const table = this._table || this._open('add${suffix}')
${brand('add')}${stage(form, `add${suffix}`, backend)}    const isNew = ${none}Add(table, ${k})
    if (isNew < 0) throw this._outOfMemory('add${suffix}')
    if (isNew > 1) this._engine.outgrew(this, table)
    return this
  }

  ${override}has${suffix}(${parameters}): boolean {
${begin('has')}${form.stage === undefined ? brand('has') : ''}    return ${none}Has(table, ${k}) !== 0
  }

  ${override}delete${suffix}(${parameters}): boolean {
${begin('delete')}${form.stage === undefined ? brand('delete') : ''}    this._changes++
    return ${none}Remove(table, ${k}) !== 0
  }
`
}
