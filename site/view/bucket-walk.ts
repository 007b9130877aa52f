// The steps of a lookup in buckets, in words and pictures.

import { BUCKET_SLOTS as SLOTS } from '../../src/generated/constants.js'
import type { BackendName } from '../backends.js'
import { binary, hexByte, plural } from '../dom.js'
import type { KeyKind } from '../model/keys.js'
import type { Step, Walk } from '../model/walk.js'
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
    return { kind: 'bucket', title: `Bucket ${index}`, text, figure }
  }
  const { oldIndex, newIndex, evacuated, isOld, oldB } = choice
  const chosen = isOld
    ? `${oldIndex} is not below ${evacuated}: it was not evacuated yet, so the key can only be in old bucket ${oldIndex}.`
    : `${oldIndex} is below ${evacuated}: it was evacuated, so ${low(B)} choose new bucket ${newIndex}.`
  const from =
    oldB === 0 ? 'The old array has one bucket, 0' : `In the old array ${low(oldB)} would choose bucket ${oldIndex}`
  const text = `The table is growing. ${from}; ${plural(evacuated, 'old bucket')} evacuated so far, in order. ${chosen}`
  return { kind: 'bucket', title: isOld ? `Old bucket ${index}` : `New bucket ${index}`, text, figure }
}

function showTop({ hash, top }: Step & { kind: 'tophash' }): Shown {
  const raw = hash >>> 24
  const figure = hashBits(hash, bit => (bit > 23 ? 'high' : undefined), `the top 8 bits: ${binary(raw, 8)}`)
  const moved = raw === top ? '' : ` Bytes below 5 are states of a slot, so ${hexByte(raw)} becomes ${hexByte(top)}.`
  return {
    kind: 'tophash',
    title: `Tophash ${hexByte(top)}`,
    text: `The top eight bits, ${binary(raw, 8)}, are ${hexByte(raw)}.${moved}`,
    figure,
  }
}

const MATCHING: Record<BackendName, string> = {
  simd: 'v128.load64_zero, i8x16.eq, i8x16.bitmask: 16 lanes at once, of which a bucket fills 8; the rest read as 0, which is no tophash.',
  swar: 'SWAR: the 8 bytes as one 64-bit word, XOR with the tophash eight times over; bytes that became zero match.',
  twin: 'The twin says what is meant: a loop over 8 bytes.',
}

function showMatch({ link, tophashes, top, mask }: Step & { kind: 'match' }, backend: BackendName): Shown {
  const figure = lanesFigure(tophashes, top, mask, SLOTS, backend)
  const where = link === 0 ? 'the bucket' : `overflow bucket ${link}`
  const found = foundText(mask, SLOTS)
  const text = `All tophashes of ${where} are compared at once. The mask, slot 0 in bit 0, is ${binary(mask, 8)}: ${found}. ${MATCHING[backend]}`
  return { kind: 'match', title: 'Match the group', text, figure }
}

function showEnd({ reason }: Step & { kind: 'end' }): Shown {
  const text =
    reason === 'empty-rest'
      ? 'The last tophash of the bucket is 00: nothing follows, neither here nor in an overflow bucket.'
      : 'The bucket has no overflow bucket.'
  return { kind: 'end', title: 'The chain ends', text }
}

function showResult({ key, place, value, probes }: Step & { kind: 'result' }, keys: KeyKind): Shown {
  const cost = `${plural(probes.buckets, 'bucket')} matched, ${plural(probes.compares, 'key')} compared.`
  if (place === undefined)
    return {
      kind: 'result',
      isMiss: true,
      title: 'Miss',
      text: `${keys.text(key)} is not in the table: undefined. ${cost}`,
    }
  const chain = place.link === 0 ? '' : `, overflow bucket ${place.link}`
  const bucket = `${place.isOld ? 'old bucket' : 'bucket'} ${place.index}${chain}, slot ${place.slot}`
  return { kind: 'result', title: 'Hit', text: `${keys.text(key)} → ${value}, in ${bucket}. ${cost}` }
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
      return showCompare(step, hashed.keys, 'tophash', 250)
    case 'follow':
      return {
        kind: 'follow',
        title: `Overflow bucket ${step.link}`,
        text: 'The bucket is full, and its chain goes on: follow the pointer.',
      }
    case 'end':
      return showEnd(step)
    default:
      return showResult(step, hashed.keys)
  }
}

/** Where a step is: it stays at the bucket that was matched last. */
function markOf(step: Step, { index, isOld }: Walk, last: Mark | undefined): Mark | undefined {
  const part = isOld ? 1 : 0
  switch (step.kind) {
    case 'bucket':
    case 'tophash':
      return { part, index, link: 0, mask: 0, slot: undefined }
    case 'match':
      return { part, index, link: step.link, mask: step.mask, slot: undefined }
    case 'follow':
      return { part, index, link: step.link, mask: 0, slot: undefined }
    case 'compare':
      return { ...last!, slot: step.slot }
    default:
      return last
  }
}

export function showWalk(walk: Walk, hashed: Hashed, backend: BackendName): Shown[] {
  return withMarks(
    walk.steps,
    step => show(step, hashed, backend),
    (step, last) => markOf(step, walk, last),
  )
}
