// What is inside an ordinary map or set in a shared heap. Several threads change its table, so nothing that a body knows of it
// is a count of its own: changes and what looks like "missing" are read from the table's header.

import { Int32Array, isInteger, NAN, Number, TypeError } from '../../basics/builtins.js'
import { show } from '../../basics/errors.js'
import { WeakRef } from '../../basics/platform.js'
import { random32 } from '../../basics/random.js'
import { isObject, isPlain } from '../../basics/realms.js'
import { Body, type Traits, Watch } from '../../body/body.js'
import { type PlaceHandle, requirePlace, VERSION } from '../../concurrent/handle.js'
import { SharedHeap, threadOf } from '../../concurrent/heap.js'
import { PLAIN_WIDE_KEYS, TABLE_EPOCH, TABLE_MARK, TABLE_SENTINEL } from '../../generated/constants.js'
import { VALUE_KINDS, type ValueKind } from '../../kinds/index.js'
import { ANY, type KeyKind, SET } from '../../kinds/kind.js'
import type { Engine } from '../engine.js'
import { BYTES_KEYS, KEYS_SHIFT, STRING_KEYS } from '../shared/raced.js'
import type { Thread } from '../shared/thread.js'
import { spaceOf } from './space.js'
import { beginUse, dropped, endUse, type Use } from './uses.js'

const EPOCH = TABLE_EPOCH / 4
const SENTINEL = TABLE_SENTINEL / 4
const MARK = TABLE_MARK / 4
const HEADER_BYTES = TABLE_MARK + 4

/** Of a map that has no table any more. */
const NO_HEADER = /* @__PURE__ */ new Int32Array(HEADER_BYTES / 4)

/** Under this name the options of a constructor have the handle of what is there already. */
const HANDLE: unique symbol = Symbol('tophash.handle')

/** Options for a constructor that makes an object of what a handle is of. */
export const attaching = (handle: unknown): object => ({ [HANDLE]: handle })

/** Changes that all threads have made. While another one writes, nothing that was read before counts. */
class PlainWatch extends Watch {
  readonly header: Int32Array
  readonly mine: number

  constructor(header: Int32Array, mine: number) {
    super()
    this.header = header
    this.mine = mine
  }
}
Object.defineProperty(PlainWatch.prototype, 'changes', {
  get(this: PlainWatch) {
    const mark = this.header[MARK]
    return mark === 0 || mark === this.mine ? this.header[EPOCH] : NAN
  },
  // The table counts.
  set() {},
})

/** The options, without those of a heap and, if it is one, with what the handle says. */
interface Given {
  heap: SharedHeap
  handle: PlaceHandle | undefined
  rest: object
}

function givenIn({ name, keys }: Traits<never, never>, options: unknown, isMap: boolean): Given {
  if (isObject(options) && HANDLE in options) {
    const handle = options[HANDLE]
    const where = `${name}.attach`
    const values = isMap ? valuesIn(name, handle) : undefined
    requirePlace(where, handle, isMap ? `${name} of ${values}` : name)
    const { memory, version } = handle
    const heap = SharedHeap.attach({ kind: 'SharedHeap', version, memory })
    const { keyLength } = handle as { keyLength?: unknown }
    const hasLength = keys.hasKeyLength && isInteger(keyLength) && (keyLength as number) > 0
    return { heap, handle, rest: { ...(isMap && { values }), ...(hasLength && { keyLength }) } }
  }
  if (!isPlain(options)) {
    throw new TypeError(`${name}: options must be an object with a heap, a SharedHeap, got ${show(options)}`)
  }
  const { heap, ...rest } = options as { heap: SharedHeap }
  threadOf(heap, name)
  return { heap, handle: undefined, rest }
}

/** The kind of values that the handle of a map tells; of other handles one for an error that names the class. */
function valuesIn(name: string, handle: unknown): ValueKind {
  const kind = isObject(handle) ? `${(handle as { kind?: unknown }).kind}` : ''
  const values = VALUE_KINDS.find((each, i) => i !== ANY && kind === `${name} of ${each}`)
  return values ?? VALUE_KINDS[1]!
}

/** The number that a table has of what its keys and values are. */
function kindNumber(keys: KeyKind, kind: number): number {
  const number = keys.scalar?.number ?? (keys.isString ? STRING_KEYS : BYTES_KEYS)
  return (keys.scalar?.size === 8 ? PLAIN_WIDE_KEYS : 0) | (number << KEYS_SHIFT) | kind
}

export class PlainBody<Tenancy = unknown> extends Body<number, Tenancy> {
  readonly shared: SharedHeap
  readonly thread: Thread
  private readonly handleGiven: PlaceHandle | undefined
  header: Int32Array = NO_HEADER
  private changesOfAll: Watch | undefined = undefined
  private use: Use | undefined = undefined

  constructor(traits: Traits<Body<number, Tenancy>, never>, map: object, options: unknown, isMap: boolean) {
    const { heap, handle, rest } = givenIn(traits as never, options, isMap)
    super(traits as never, map, rest, isMap)
    if (isMap && this.kind === ANY) {
      const names = VALUE_KINDS.slice(1).map(name => `'${name}'`)
      throw new TypeError(
        `${traits.name}: values must be one of ${names.join(', ')}: objects cannot be shared between threads; keep numbers, such as indices of an array that each thread has for itself, or the objects as bytes in memory that is shared`,
      )
    }
    this.shared = heap
    this.heap = heap as never
    this.thread = threadOf(heap, traits.name)
    this.handleGiven = handle
  }

  /** Makes the table, or attaches to it. Once the engine is known. */
  begin(): void {
    const { traits, thread, handleGiven: handle } = this
    if (handle === undefined) {
      this.take(this.create(), false)
      return
    }
    const { plainAttach, plainKeyLengthOf } = thread.exports
    const table = plainAttach(handle.address, handle.serial, kindNumber(traits.keys, this.kind)) >>> 0
    if (table === 0) throw new TypeError(`${traits.name}.attach: what the handle is of was destroyed`)
    this.keyLength = plainKeyLengthOf(table)
    this.take(table, true)
  }

  private create(): number {
    const { seed, engine } = this
    const low = seed === undefined ? random32() : Number(seed & 0xffffffffn)
    const high = seed === undefined ? random32() : Number(seed >> 32n)
    return this.announced(engine.create(this, '', low, high, this.capacity))
  }

  /** A new table, which others can attach to from now on. */
  private announced(table: number): number {
    const { exports } = this.thread
    if (!exports.plainShare(table, kindNumber(this.traits.keys, this.kind), this.keyLength)) {
      exports.plainTableDestroy(table)
      throw this.outOfMemory('')
    }
    return table
  }

  private take(table: number, isKnown: boolean): void {
    const { thread, traits } = this
    const { memory } = spaceOf(thread, traits.name)
    this.header = memory.header(table, HEADER_BYTES)
    this.changesOfAll = new PlainWatch(this.header, thread.number + 1)
    const use: Use = { thread, table, user: new WeakRef(this), isKnown }
    beginUse(use)
    this.use = use
    this.table = table
    dropped?.register(this.map, use, this)
    traits.publish(this)
  }

  get handle(): PlaceHandle & { readonly keyLength: number } {
    this.live('handle')
    const { use, table, keyLength, thread, traits } = this
    use!.isKnown = true
    const { memory, exports } = thread
    const kind = this.kind === SET ? traits.name : `${traits.name} of ${VALUE_KINDS[this.kind]}`
    const { plainSerialOf, plainPlaceOf } = exports
    const address = plainPlaceOf(table) >>> 0
    return { kind, version: VERSION, memory, address, serial: plainSerialOf(table), keyLength }
  }

  override where(method: string): string {
    return method === '' ? this.name : super.where(method)
  }

  override open(method: string): number {
    this.live(method)
    return this.table
  }

  // What a table counts and notes itself.

  override notJustNew(isNew: number, method: string): void {
    if (isNew < 0) throw this.outOfMemory(method)
  }
  override changed(): void {}
  override watched(): Watch {
    return this.changesOfAll!
  }
  override noteMissing(): void {}
  override noteWritten(): void {}

  override dispose(): void {
    const { use } = this
    if (use === undefined || this.isDisposed) return
    dropped?.unregister(this)
    this.close()
    endUse(use)
  }

  /** Frees the table for all threads. */
  destroy(): void {
    this.live('destroy')
    this.thread.exports.plainDestroy(this.table)
    this.dispose()
  }

  /** The thread lets go of the table. */
  close(): void {
    this.table = this.traits.noTable
    this.header = NO_HEADER
    this.isDisposed = true
    this.traits.publish(this)
  }

  override copyFrom(other: Body<number>): void {
    const { use } = this
    this.seed = other.seed
    let copy: number
    try {
      copy = this.announced((this.engine as Engine<number>).clone(this, other.table))
    } catch (error) {
      // Nobody gets this one.
      this.dispose()
      throw error
    }
    dropped?.unregister(this)
    endUse(use!)
    this.take(copy, false)
  }
}
Object.defineProperty(PlainBody.prototype, 'sentinel', {
  get(this: PlainBody) {
    return this.header[SENTINEL] !== 0
  },
  // The table notes.
  set() {},
})
