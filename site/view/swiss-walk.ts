// The steps of a lookup in tables that split, in words and pictures.

import { GROUP_SLOTS } from '../../src/generated/constants.js'
import type { BackendName } from '../backends.js'
import { binary, hexByte, make, plural } from '../dom.js'
import type { KeyKind } from '../model/keys.js'
import { PLACE_BIT, placeBitsText } from '../model/swiss.js'
import type { SwissStep, SwissWalk } from '../model/swiss-walk.js'
import {
  foundText,
  type Hashed,
  hashBits,
  lanesFigure,
  low,
  type Mark,
  type Shown,
  showCompare,
  showHash,
  withMarks,
} from './steps.js'

function showPlace({ hash, depth, place, table, tableDepth }: SwissStep & { kind: 'place' }): Shown {
  const code = binary(place, depth)
  const isPart = (bit: number) => bit >= PLACE_BIT && bit < PLACE_BIT + depth
  const figure = hashBits(hash, bit => (isPart(bit) ? 'low' : undefined), `directory bits: ${code || 'none'}`)
  const title = `Table ${table}`
  if (depth === 0) {
    return { kind: 'place', title, text: 'The directory has one place, and that leads to table 0.', figure }
  }
  const others = 2 ** (depth - tableDepth) - 1
  const shared = others === 0 ? '' : `, as ${plural(others, 'other place')} ${others === 1 ? 'does' : 'do'}`
  const text = `The directory has ${2 ** depth} places: ${placeBitsText(depth)} of the hash, ${code}, choose place ${place}. It leads to table ${table}${shared}.`
  return { kind: 'place', title, text, figure }
}

function showHome({ hash, groups, home, bits }: SwissStep & { kind: 'home' }): Shown {
  const used = Math.log2(groups)
  const isPart = (bit: number) => bit >= 32 - bits && bit < 32 - bits + used
  const figure = hashBits(
    hash,
    bit => (isPart(bit) ? 'high' : undefined),
    `group bits: ${binary(home, used) || 'none'}`,
  )
  const text =
    groups === 1
      ? 'The table has one group.'
      : `The table has ${groups} groups. Of the top ${bits} bits, ${low(used)}, ${binary(home, used)}, choose the home group, ${home}. They are not those of the directory: so a table can split group by group.`
  return { kind: 'home', title: `Home group ${home}`, text, figure }
}

function showTag({ hash, tag, bits }: SwissStep & { kind: 'tag' }): Shown {
  const isPart = (bit: number) => bit >= 25 - bits && bit < 32 - bits
  const figure = hashBits(hash, bit => (isPart(bit) ? 'high' : undefined), `tag bits: ${binary(tag & 0x7f, 7)}`)
  const text = `The next seven bits, ${binary(tag & 0x7f, 7)}, and a bit that tells them from an empty slot, are the tag: ${hexByte(tag)}. Its last three bits, ${tag & 7}, name its overflow bit.`
  return { kind: 'tag', title: `Tag ${hexByte(tag)}`, text, figure }
}

const MATCHING: Record<BackendName, string> = {
  simd: 'The eighth byte holds the overflow bits and is cut from the mask.',
  swar: 'As one 64-bit word; the eighth byte holds the overflow bits and is cut from the mask.',
  twin: 'The eighth byte holds the overflow bits and is cut from the mask.',
}

function showMatch(step: SwissStep & { kind: 'match' }, backend: BackendName): Shown {
  const { group, nth, tags, overflow, tag, mask } = step
  const figure = lanesFigure([...tags, overflow], tag, mask, GROUP_SLOTS, backend)
  const where = nth === 1 ? 'the home group' : `group ${group}`
  const found = foundText(mask, GROUP_SLOTS)
  const text = `All seven tags of ${where} are compared at once. The mask, slot 0 in bit 0, is ${binary(mask, GROUP_SLOTS)}: ${found}. ${MATCHING[backend]}`
  return { kind: 'match', title: nth === 1 ? 'Match the group' : `Match group ${group}`, text, figure }
}

/** The byte of overflow bits, bit 7 first. */
function overflowFigure(overflow: number, bit: number): HTMLElement {
  const label = `Overflow bits, bit 7 first: ${binary(overflow, 8)}; bit ${bit} counts`
  const row = make('span', { class: 'bits', role: 'img', 'aria-label': label })
  const byte = make('span', { class: 'byte' })
  for (let i = 7; i >= 0; i--)
    byte.append(make('span', { class: `bit ${i === bit ? 'high' : ''}` }, (overflow >>> i) & 1))
  row.append(byte)
  return row
}

function showOverflow({ group, overflow, bit, isSet, next, stride }: SwissStep & { kind: 'overflow' }): Shown {
  const figure = overflowFigure(overflow, bit)
  if (!isSet) {
    const text = `Overflow bit ${bit} of group ${group} is clear: no key whose tag ends in ${bit} ever found the group full and went on. The search stops.`
    return { kind: 'overflow', title: 'Stop', text, figure }
  }
  const text = `Overflow bit ${bit} of group ${group} is set: some key whose tag ends in ${bit} found the group full and went on. So does the search, ${plural(stride, 'group')} further: group ${next}.`
  return { kind: 'overflow', title: `Go on to group ${next}`, text, figure }
}

function showResult({ key, place, value, probes }: SwissStep & { kind: 'result' }, keys: KeyKind): Shown {
  const cost = `${plural(probes.groups, 'group')} matched, ${plural(probes.compares, 'key')} compared.`
  if (place === undefined) {
    const text = `${keys.text(key)} is not in the table: undefined. ${cost}`
    return { kind: 'result', isMiss: true, title: 'Miss', text }
  }
  const where = `table ${place.table}, group ${place.group}, slot ${place.slot}`
  return { kind: 'result', title: 'Hit', text: `${keys.text(key)} → ${value}, in ${where}. ${cost}` }
}

function show(step: SwissStep, hashed: Hashed, backend: BackendName): Shown {
  switch (step.kind) {
    case 'hash':
      return showHash(step, hashed)
    case 'place':
      return showPlace(step)
    case 'home':
      return showHome(step)
    case 'tag':
      return showTag(step)
    case 'match':
      return showMatch(step, backend)
    case 'compare':
      return showCompare(step, hashed.keys, 'tag', 128)
    case 'overflow':
      return showOverflow(step)
    case 'end':
      return { kind: 'end', title: 'Stop', text: 'Every group of the table has been met.' }
    default:
      return showResult(step, hashed.keys)
  }
}

/** Where a step is: it stays at the group that was matched last. */
function markOf(step: SwissStep, { table, home }: SwissWalk, last: Mark | undefined): Mark | undefined {
  switch (step.kind) {
    case 'home':
    case 'tag':
      return { part: table, index: home, link: 0, mask: 0, slot: undefined }
    case 'match':
      return { part: table, index: step.group, link: 0, mask: step.mask, slot: undefined }
    case 'compare':
      return { ...last!, slot: step.slot }
    default:
      return last
  }
}

export function showSwissWalk(walk: SwissWalk, hashed: Hashed, backend: BackendName): Shown[] {
  return withMarks(
    walk.steps,
    step => show(step, hashed, backend),
    (step, last) => markOf(step, walk, last),
  )
}
