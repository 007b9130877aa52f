// The lookup walk: its steps appear one after the other.

import { EMPTY_REST, BUCKET_SLOTS as SLOTS } from '../../src/generated/constants.js'
import type { BackendName } from '../backends.js'
import { announce, binary, byId, hexByte, make, plural, setText } from '../dom.js'
import { bytesOf, type Key, type KeyKind } from '../model/keys.js'
import type { Step, Walk } from '../model/walk.js'
import { wordsInHex } from '../model/words.js'
import { hueOf } from './bucket.js'

/** How the table of the walk hashes. */
export interface Hashed {
  readonly keys: KeyKind
  readonly words: Uint32Array
}

interface Shown {
  title: string
  text: string
  figure?: HTMLElement | undefined
}

const bits = (n: number) => binary(n, 32)

/** The 32 bits of a hash in bytes; bits for which `part` says so stand out. */
function hashBits(hash: number, part: (bit: number) => string | undefined, label: string): HTMLElement {
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

const low = (n: number) => `the low ${n === 1 ? 'bit' : `${n} bits`}`

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

function showHash(step: Step & { kind: 'hash' }, { keys, words }: Hashed): Shown {
  const hex = step.hash.toString(16).padStart(8, '0')
  const formula = `h = ${FORMULAS[keys.name](step.key)} = 0x${hex}`
  const figure = make('div', {}, make('code', { class: 'formula' }, formula))
  figure.append(hashBits(step.hash, () => undefined, `hash in binary: ${bits(step.hash)}`))
  return { title: 'Hash the key', text: hashText(keys, step.key, words), figure }
}

function showBucket({ hash, B, index, choice }: Step & { kind: 'bucket' }): Shown {
  const used = choice?.isOld ? choice.oldB : B
  const figure = hashBits(
    hash,
    bit => (bit < used ? 'low' : undefined),
    `${low(used)}: ${binary(index, used) || 'none'}`,
  )
  if (choice === undefined) {
    const text =
      B === 0 ? 'There is only one bucket.' : `B is ${B}: ${low(B)}, ${binary(index, B)}, choose bucket ${index}.`
    return { title: `Bucket ${index}`, text, figure }
  }
  const { oldIndex, newIndex, evacuated, isOld, oldB } = choice
  const chosen = isOld
    ? `${oldIndex} is not below ${evacuated}: it was not evacuated yet, so the key can only be in old bucket ${oldIndex}.`
    : `${oldIndex} is below ${evacuated}: it was evacuated, so ${low(B)} choose new bucket ${newIndex}.`
  const from =
    oldB === 0 ? 'The old array has one bucket, 0' : `In the old array ${low(oldB)} would choose bucket ${oldIndex}`
  const text = `The table is growing. ${from}; ${plural(evacuated, 'old bucket')} evacuated so far, in order. ${chosen}`
  return { title: isOld ? `Old bucket ${index}` : `New bucket ${index}`, text, figure }
}

function showTop({ hash, top }: Step & { kind: 'tophash' }): Shown {
  const raw = hash >>> 24
  const figure = hashBits(hash, bit => (bit > 23 ? 'high' : undefined), `the top 8 bits: ${binary(raw, 8)}`)
  const moved = raw === top ? '' : ` Bytes below 5 are states of a slot, so ${hexByte(raw)} becomes ${hexByte(top)}.`
  return {
    title: `Tophash ${hexByte(top)}`,
    text: `The top eight bits, ${binary(raw, 8)}, are ${hexByte(raw)}.${moved}`,
    figure,
  }
}

const MATCHING: Record<BackendName, { lanes: number; text: string }> = {
  simd: {
    lanes: 16,
    text: 'v128.load64_zero, i8x16.eq, i8x16.bitmask: 16 lanes at once, of which a bucket fills 8; the rest read as 0, which is no tophash.',
  },
  swar: {
    lanes: 8,
    text: 'SWAR: the 8 bytes as one 64-bit word, XOR with the tophash eight times over; bytes that became zero match.',
  },
  twin: { lanes: 8, text: 'The twin says what is meant: a loop over 8 bytes.' },
}

function lanesRow(name: string, cells: HTMLElement[]): HTMLElement {
  const row = make('tr', {}, make('th', { scope: 'row' }, name))
  row.append(...cells)
  return row
}

function showMatch({ link, tophashes, top, mask }: Step & { kind: 'match' }, backend: BackendName): Shown {
  const { lanes, text: how } = MATCHING[backend]
  const table = make('table', { class: 'lanes-table' })
  const all = Array.from({ length: lanes }, (_, i) => tophashes[i] ?? EMPTY_REST)
  const hit = (i: number) => (mask & (1 << i)) !== 0
  const cell = (i: number, text: string, kind: string) => {
    const made = make('td', { class: `${kind}${i >= SLOTS ? ' beyond' : ''}${hit(i) ? ' hit' : ''}` }, text)
    made.style.setProperty('--hue', String(hueOf(all[i]!)))
    return made
  }
  table.append(
    lanesRow(
      'bucket',
      all.map((byte, i) => cell(i, hexByte(byte), byte < 5 ? 'top none' : 'top')),
    ),
    lanesRow(
      `= ${hexByte(top)}`,
      all.map((_, i) => cell(i, hit(i) ? 'ff' : '00', 'out')),
    ),
    lanesRow(
      'mask',
      all.map((_, i) => cell(i, hit(i) ? '1' : '0', 'out')),
    ),
  )
  const where = link === 0 ? 'the bucket' : `overflow bucket ${link}`
  const slots = Array.from({ length: SLOTS }, (_, i) => i).filter(hit)
  const found =
    slots.length === 0
      ? 'no slot can hold the key'
      : `compare ${slots.length === 1 ? 'slot' : 'slots'} ${slots.join(', ')} only`
  const figure = make(
    'div',
    { class: 'lanes-scroll', tabindex: 0, role: 'region', 'aria-label': 'Lanes of the match' },
    table,
  )
  const text = `All tophashes of ${where} are compared at once. The mask, slot 0 in bit 0, is ${binary(mask, 8)}: ${found}. ${how}`
  return { title: 'Match the group', text, figure }
}

function showCompare({ slot, key, found, equal }: Step & { kind: 'compare' }, keys: KeyKind): Shown {
  const figure = make(
    'p',
    { class: `comparison ${equal ? 'equal' : 'differs'}` },
    `${keys.text(found)} ${equal ? '=' : '≠'} ${keys.text(key)}`,
  )
  const text = equal
    ? `Slot ${slot} has the same tophash and the same key: found.`
    : `Slot ${slot} has the same tophash and another key: a false match. By chance that is one in some 250.`
  return { title: `Compare the key of slot ${slot}`, text, figure }
}

function showEnd({ reason }: Step & { kind: 'end' }): Shown {
  const text =
    reason === 'empty-rest'
      ? 'The last tophash of the bucket is 00: nothing follows, neither here nor in an overflow bucket.'
      : 'The bucket has no overflow bucket.'
  return { title: 'The chain ends', text }
}

function showResult({ key, place, value, probes }: Step & { kind: 'result' }, keys: KeyKind): Shown {
  const cost = `${plural(probes.buckets, 'bucket')} matched, ${plural(probes.compares, 'key')} compared.`
  if (place === undefined) return { title: 'Miss', text: `${keys.text(key)} is not in the table: undefined. ${cost}` }
  const chain = place.link === 0 ? '' : `, overflow bucket ${place.link}`
  const bucket = `${place.isOld ? 'old bucket' : 'bucket'} ${place.index}${chain}, slot ${place.slot}`
  return { title: 'Hit', text: `${keys.text(key)} → ${value}, in ${bucket}. ${cost}` }
}

function show(step: Step, hashed: Hashed, backend: BackendName): Shown {
  switch (step.kind) {
    case 'hash':
      return showHash(step, hashed)
    case 'bucket':
      return showBucket(step)
    case 'tophash':
      return showTop(step)
    case 'match':
      return showMatch(step, backend)
    case 'compare':
      return showCompare(step, hashed.keys)
    case 'follow':
      return {
        title: `Overflow bucket ${step.link}`,
        text: 'The bucket is full, and its chain goes on: follow the pointer.',
      }
    case 'end':
      return showEnd(step)
    default:
      return showResult(step, hashed.keys)
  }
}

export class WalkView {
  readonly #list = byId('walk-steps')
  #walk: Walk | undefined
  #hashed: Hashed | undefined
  #backend: BackendName = 'twin'
  #shown = 0

  constructor() {
    byId('walk-next').addEventListener('click', () => this.#reveal(this.#shown + 1))
    byId('walk-back').addEventListener('click', () => this.#reveal(this.#shown - 1))
    byId('walk-all').addEventListener('click', () => this.#reveal(Number.POSITIVE_INFINITY))
  }

  start(walk: Walk, hashed: Hashed, backend: BackendName): void {
    this.#walk = walk
    this.#hashed = hashed
    this.#backend = backend
    this.#shown = 0
    this.#list.replaceChildren()
    this.#reveal(1)
  }

  /** The table has changed: as many steps of the new walk as were shown, without a word. */
  refresh(walk: Walk, hashed: Hashed, backend: BackendName): void {
    const wasAll = this.#walk !== undefined && this.#shown === this.#walk.steps.length
    const shown = wasAll ? walk.steps.length : Math.min(this.#shown, walk.steps.length)
    this.#walk = walk
    this.#hashed = hashed
    this.#backend = backend
    this.#list.replaceChildren()
    this.#shown = 0
    this.#reveal(shown, true)
  }

  clear(): void {
    this.#walk = undefined
    this.#list.replaceChildren()
    setText(byId('walk-progress'), '')
    for (const id of ['walk-back', 'walk-next', 'walk-all']) byId<HTMLButtonElement>(id).disabled = true
  }

  #reveal(count: number, isQuiet = false): void {
    const walk = this.#walk
    if (walk === undefined) return
    const n = Math.min(Math.max(1, count), walk.steps.length)
    while (this.#list.children.length > n) this.#list.lastElementChild!.remove()
    for (let i = this.#list.children.length; i < n; i++) this.#list.append(this.#item(walk.steps[i]!))
    this.#shown = n
    const last = show(walk.steps[n - 1]!, this.#hashed!, this.#backend)
    if (!isQuiet) announce(`Step ${n} of ${walk.steps.length}. ${last.title}. ${last.text}`)
    setText(byId('walk-progress'), `Step ${n} of ${walk.steps.length}`)
    byId<HTMLButtonElement>('walk-back').disabled = n === 1
    byId<HTMLButtonElement>('walk-next').disabled = n === walk.steps.length
    byId<HTMLButtonElement>('walk-all').disabled = n === walk.steps.length
  }

  #item(step: Step): HTMLLIElement {
    const { title, text, figure } = show(step, this.#hashed!, this.#backend)
    const kind = step.kind !== 'result' ? '' : step.place === undefined ? ' result miss' : ' result'
    return make(
      'li',
      { class: `walk-step${kind}`, 'data-kind': step.kind },
      make('h3', {}, title),
      make('p', {}, text),
      figure,
    )
  }
}
