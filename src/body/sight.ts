// How Node's util.inspect shows a map or set, and the iterators of both: as it does those of a Map or Set, under the class's
// own name.
//
// It is handed a Map or Set of the entries, which it shows in the same run: so all its options hold, and it sees circles,
// provided that a map is shown by the same object each time. So that object is kept to the end of the job, and used again
// while it still shows what is there. Of a map of more entries than are to be shown, it is shown by itself, with one entry
// too many, and the text then says how many those are. So is an iterator, since Node has no other name for one of a Map.

import {
  create,
  DONE,
  defineProperties,
  defineProperty,
  floor,
  getOwnPropertyDescriptor,
  getOwnPropertyDescriptors,
  getPrototypeOf,
  INFINITY,
  isSameValue,
  max,
  NativeMap,
  NativeSet,
  Number,
  setPrototypeOf,
  TO_STRING_TAG,
} from '../basics/builtins.js'
import { MARK } from './mark.js'

export const INSPECT: unique symbol = Symbol.for('nodejs.util.inspect.custom') as never

export interface InspectOptions {
  maxArrayLength?: number | null
  sorted?: boolean | ((a: string, b: string) => number)
  stylize?: (text: string, style: string) => string
}

export type Inspect = (value: unknown, options?: object) => string
type Shown = Map<unknown, unknown> | Set<unknown>

/** A map or set that is to be shown. */
export interface Sight {
  /** The object that users hold. */
  subject: object
  isSet: boolean
  size: number
  isDisposed: boolean
  /** Calls `see` with the entries until it returns false. */
  walk(see: (key: unknown, value: unknown) => boolean): void
  has(key: unknown): boolean
  get(key: unknown): unknown
}

/** What shows a map, until the end of the job. */
const showing = /* @__PURE__ */ new WeakMap<object, Shown>()
/** Maps with more entries than are shown, which are being shown. */
const inside: object[] = []
/** Those among them that were met again. */
const circular = /* @__PURE__ */ new NativeSet<object>()

/** The name of the class, as Node finds it: that of the first constructor in the chain of prototypes. */
function nameOf(subject: object): string {
  for (let at = getPrototypeOf(subject); at !== null; at = getPrototypeOf(at)) {
    const { value } = getOwnPropertyDescriptor(at, 'constructor') ?? {}
    if (typeof value === 'function' && typeof value.name === 'string' && value.name !== '') return value.name
  }
  return 'Object'
}

/** An empty Map or Set that is called as the subject is, and has its properties. */
function emptyLike({ subject, isSet }: Sight): Shown {
  const shown: Shown = isSet ? new NativeSet() : new NativeMap()
  const builtIn = isSet ? NativeSet : NativeMap
  const hidden = (value: unknown) => ({ value, configurable: true, writable: true })
  // Properties of a prototype are shown on demand, but for those of a built-in class: of this one.
  const tagged = create(builtIn.prototype, {
    constructor: hidden(builtIn),
    [TO_STRING_TAG]: hidden((subject as { [Symbol.toStringTag]?: unknown })[TO_STRING_TAG]),
  })
  const Named = defineProperty(() => {}, 'name', { value: nameOf(subject) })
  Named.prototype = create(tagged, { constructor: hidden(Named) })
  const { [MARK as never]: _, ...own } = getOwnPropertyDescriptors(subject)
  return defineProperties(setPrototypeOf(shown, Named.prototype), own)
}

function filled(sight: Sight, most: number): Shown {
  const shown = emptyLike(sight)
  if (most > 0) {
    sight.walk((key, value) => {
      if (sight.isSet) NativeSet.prototype.add.call(shown, key)
      else NativeMap.prototype.set.call(shown, key, value)
      return shown.size < most
    })
  }
  return shown
}

/** Whether what was shown is still what is there. */
function isSame(sight: Sight, shown: Shown): boolean {
  if (shown.size !== sight.size) return false
  for (const [key, value] of shown.entries()) {
    if (!sight.has(key) || (!sight.isSet && !isSameValue(sight.get(key), value))) return false
  }
  return true
}

/** The whole of a map. */
function whole(sight: Sight): Shown {
  const { subject } = sight
  const before = showing.get(subject)
  if (before !== undefined && isSame(sight, before)) return before
  const shown = filled(sight, sight.size)
  showing.set(subject, shown)
  void DONE.then(() => showing.delete(subject))
  return shown
}

const MORE = '... 1 more item'

/** Shown in place of a subject; how many items that has in all; what of the text is written otherwise, and how. */
type Stand = [shown: object, size: number, from: string, to: string]

const special = (options: InspectOptions, text: string) => options.stylize?.(text, 'special') ?? text

/** What Node hands to a method that shows its receiver. */
export type Looking = [depth: number, options: InspectOptions, inspect: Inspect]

/** A text of a subject's first items, and how many there are. */
function asText(subject: object, most: number, [depth, options, inspect]: Looking, standFor: () => Stand): string {
  if (inside.includes(subject)) {
    circular.add(subject)
    return special(options, '[Circular *1]')
  }
  const { sorted } = options
  const compare = typeof sorted === 'function' ? sorted : (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
  // What says how many more there are comes last.
  const order = (a: string, b: string) => Number(a === MORE) - Number(b === MORE) || compare(a, b)
  inside.push(subject)
  try {
    const [shown, size, from, to] = standFor()
    let text = inspect(shown, { ...options, depth, maxArrayLength: most, ...(sorted && { sorted: order }) })
    text = text.replace(from, to)
    const rest = size - most
    if (rest > 1) {
      const at = text.lastIndexOf(MORE)
      text = `${text.slice(0, at)}... ${rest} more items${text.slice(at + MORE.length)}`
    }
    return circular.has(subject) ? `${special(options, '<ref *1>')} ${text}` : text
  } finally {
    inside.pop()
    circular.delete(subject)
  }
}

/** How many items are to be shown. */
function mostOf({ maxArrayLength }: InspectOptions): number {
  return floor(maxArrayLength === null ? INFINITY : max(0, maxArrayLength ?? 100))
}

/** What a map or set answers to util.inspect: an object to be shown instead, or a text. */
export function inspected(sight: Sight, depth: number, options: InspectOptions, inspect: Inspect): object | string {
  if (sight.isDisposed) return `${nameOf(sight.subject)} (disposed)`
  // Only its name is shown, unless it is empty.
  if (depth < 0) return filled(sight, 1)
  const most = mostOf(options)
  const { subject, size } = sight
  if (size <= most) return whole(sight)
  return asText(subject, most, [depth, options, inspect], () => {
    const shown = filled(sight, most + 1)
    return [shown, size, `(${shown.size})`, `(${size})`]
  })
}

/**
 * What an iterator answers to util.inspect. `name` is that of the class that it is of, `left` is all that is left to come,
 * undefined if its map was disposed. What has not begun has no order yet, and may come in another than is shown. O(what is left).
 */
export function inspectedIterator(
  iterator: object,
  name: string,
  isEntries: boolean,
  left: Iterable<unknown> | undefined,
  looking: Looking,
): string {
  const [depth, options] = looking
  if (left === undefined) return `[${name} Iterator] (disposed)`
  if (depth < 0) return special(options, `[Object [${name} Iterator]]`)
  const most = mostOf(options)
  return asText(iterator, most, looking, () => {
    const items = new NativeMap<unknown, unknown>()
    let size = 0
    for (const item of left) {
      const [key, value] = isEntries ? (item as unknown[]) : [size, item]
      if (size <= most) items.set(key, value)
      size++
    }
    const shown = isEntries ? items.entries() : items.values()
    defineProperties(shown, getOwnPropertyDescriptors(iterator))
    return [shown, size, '[Map ', `[${name} `]
  })
}
