// What the steps of a walk through either layout show alike: the bits of a hash, the lanes of a match, the comparison of keys.

import { MIN_TOPHASH } from '../../src/generated/constants.js'
import type { BackendName } from '../backends.js'
import { binary, hexByte, make, plural } from '../dom.js'
import { bytesOf, type Key, type KeyKind } from '../model/keys.js'
import { wordsInHex } from '../model/words.js'
import { hueOf } from './bucket.js'

/** How the table of the walk hashes. */
export interface Hashed {
  readonly keys: KeyKind
  readonly words: Uint32Array
}

/** What is shown of a step, and where it is in the picture of the table. */
export interface Shown {
  kind: string
  title: string
  text: string
  figure?: HTMLElement | undefined
  isMiss?: boolean
  mark?: Mark | undefined
}

/** A group, or a bucket of a chain, and its slots: those that match, and the one that is compared. */
export interface Mark {
  /** Number of the table, or whether it is the old array: 1 and 0. */
  part: number
  /** Of the group, or of the chain. */
  index: number
  link: number
  mask: number
  slot: number | undefined
}

/** The steps as they are shown, each with where it is: `markOf` is told where the one before it was. */
export function withMarks<S>(
  steps: readonly S[],
  show: (step: S) => Shown,
  markOf: (step: S, last: Mark | undefined) => Mark | undefined,
): Shown[] {
  let mark: Mark | undefined
  return steps.map(step => {
    mark = markOf(step, mark)
    return { ...show(step), mark }
  })
}

export const bits = (n: number) => binary(n, 32)

/** The 32 bits of a hash in bytes; bits for which `part` says so stand out. */
export function hashBits(hash: number, part: (bit: number) => string | undefined, label: string): HTMLElement {
  const digits = bits(hash)
  const row = make('span', { class: 'bits', role: 'img', 'aria-label': label })
  for (let byte = 0; byte < 4; byte++) {
    const group = make('span', { class: 'byte' })
    for (let i = 0; i < 8; i++) {
      const at = byte * 8 + i
      group.append(make('span', { class: `bit ${part(31 - at) ?? ''}` }, digits[at]))
    }
    row.append(group)
  }
  return row
}

export const low = (n: number) => `the low ${n === 1 ? 'bit' : `${n} bits`}`

const FORMULAS: Record<KeyKind['name'], (key: Key) => string> = {
  int32: key => `spread((a × ${Number(key) >>> 0} + b) >> 32)`,
  bigint64: key => {
    const [high, low] = [(key as bigint) >> 32n, (key as bigint) & 0xffffffffn]
    return `spread(((a + ${low}) × (c + ${BigInt.asUintN(32, high)}) + b) >> 32)`
  },
  string: key => {
    const { data } = bytesOf(key as string)
    const bytes = Array.from(data.subarray(0, 12), hexByte).join(' ')
    return `spread(sum of words × bytes >> 32), bytes ${bytes || 'none'}${data.length > 12 ? ' …' : ''}`
  },
}

function hashText({ name }: KeyKind, key: Key, words: Uint32Array): string {
  const { a, b, c } = wordsInHex(words)
  if (name === 'int32') {
    return `The key is hashed with two secret words of this table, a = ${a} and b = ${b}, into 32 bits.`
  }
  if (name === 'bigint64') {
    return `Both halves of the key are hashed with three secret words of this table, a = ${a}, b = ${b} and c = ${c}, into 32 bits.`
  }
  const { data, isWide } = bytesOf(key as string)
  const size = isWide ? 'two bytes a character, as one of them needs it' : 'a byte a character'
  return `${plural(data.length, 'byte')}, ${size}, are multiplied in pairs with secret words of this table and summed up to 32 bits.`
}

export function showHash(step: { key: Key; hash: number }, { keys, words }: Hashed): Shown {
  const hex = step.hash.toString(16).padStart(8, '0')
  const formula = `h = ${FORMULAS[keys.name](step.key)} = 0x${hex}`
  const figure = make('div', {}, make('code', { class: 'formula' }, formula))
  figure.append(hashBits(step.hash, () => undefined, `hash in binary: ${bits(step.hash)}`))
  return { kind: 'hash', title: 'Hash the key', text: hashText(keys, step.key, words), figure }
}

/** How a build compares the bytes of a group. */
const LANES: Record<BackendName, number> = { simd: 16, swar: 8, twin: 8 }

function lanesRow(name: string, cells: HTMLElement[]): HTMLElement {
  const row = make('tr', {}, make('th', { scope: 'row' }, name))
  row.append(...cells)
  return row
}

/** The bytes of a group beside the one that is looked for; those from `used` on do not count. */
export function lanesFigure(
  bytes: readonly number[],
  wanted: number,
  mask: number,
  used: number,
  backend: BackendName,
) {
  const table = make('table', { class: 'lanes-table' })
  const all = Array.from({ length: LANES[backend] }, (_, i) => bytes[i] ?? 0)
  const hit = (i: number) => (mask & (1 << i)) !== 0
  const cell = (i: number, text: string, kind: string) => {
    const made = make('td', { class: `${kind}${i >= used ? ' beyond' : ''}${hit(i) ? ' hit' : ''}` }, text)
    made.style.setProperty('--hue', String(hueOf(all[i]!)))
    return made
  }
  const isNone = (byte: number, i: number) => byte < MIN_TOPHASH || i >= used
  const rows: [string, (byte: number, i: number) => HTMLElement][] = [
    ['group', (byte, i) => cell(i, hexByte(byte), isNone(byte, i) ? 'top none' : 'top')],
    [`= ${hexByte(wanted)}`, (_, i) => cell(i, hit(i) ? 'ff' : '00', 'out')],
    ['mask', (_, i) => cell(i, hit(i) ? '1' : '0', 'out')],
  ]
  for (const [name, make] of rows) table.append(lanesRow(name, all.map(make)))
  const label = 'Lanes of the match'
  return make('div', { class: 'lanes-scroll', tabindex: 0, role: 'region', 'aria-label': label }, table)
}

/** What a mask of `slots` slots says. */
export function foundText(mask: number, slots: number): string {
  const found = Array.from({ length: slots }, (_, i) => i).filter(i => (mask & (1 << i)) !== 0)
  if (found.length === 0) return 'no slot can hold the key'
  return `compare ${found.length === 1 ? 'slot' : 'slots'} ${found.join(', ')} only`
}

/** `chance` is how rare another key with the same byte is. */
export function showCompare(
  { slot, key, found, equal }: { slot: number; key: Key; found: Key; equal: boolean },
  keys: KeyKind,
  byte: string,
  chance: number,
): Shown {
  const figure = make(
    'p',
    { class: `comparison ${equal ? 'equal' : 'differs'}` },
    `${keys.text(found)} ${equal ? '=' : '≠'} ${keys.text(key)}`,
  )
  const text = equal
    ? `Slot ${slot} has the same ${byte} and the same key: found.`
    : `Slot ${slot} has the same ${byte} and another key: a false match. By chance that is one in some ${chance}.`
  return { kind: 'compare', title: `Compare the key of slot ${slot}`, text, figure }
}
