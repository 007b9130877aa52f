/** What a promise of the library about its speed or its costs is, and whether numbers keep it. */
import type { Implementation } from '../common/implementations.js'
import { digits } from '../common/numbers.js'
import { type Key, type Row, rowName } from '../common/rows.js'
import { compare } from '../common/statistics.js'
import type { Results } from './results.js'

/** Each has floors of its own. */
export const LAYOUTS = ['buckets', 'swiss'] as const
export type Layout = (typeof LAYOUTS)[number]

interface Measurement {
  value: number
  range?: [number, number]
}

export interface Floor {
  label: string
  floor: number
  aim: number
  /** Costs are kept by staying below, speeds by staying above. */
  isCost: boolean
  unit: string
  /** Not among the rows that every grid measures: shown only where it was. */
  isExtra?: boolean
  measured: (results: Results) => Measurement | undefined
  /** How many times as good as `Map` that is, where `Map` is not what is promised against. */
  besideMap?: (results: Results) => number | undefined
}

/** How many times as fast `subject` is as `rival`, round by round. */
export const speedOf = (results: Results, row: Row, subject: Implementation, rival: Implementation) => {
  const find = (implementation: Implementation) =>
    results.rows.find(r => r.name === `${rowName(row)}/${implementation}`)
  const [mine, other] = [find(subject), find(rival)]
  return mine && other && compare(mine, other)
}

export const cost = (
  label: string,
  floor: number,
  aim: number,
  unit: string,
  read: (r: Results) => number | undefined,
): Floor => ({
  label,
  floor,
  aim,
  isCost: true,
  unit,
  measured: results => {
    const value = read(results)
    return value === undefined ? undefined : { value }
  },
})

/** Milliseconds of the third longest insert up to n, above an idle loop. */
export const longestInsert = ({ latency }: Results, implementation: Implementation, n: number) => {
  const found = latency.find(r => r.implementation === implementation && r.key === 'int32' && r.n === n)
  return found && found.excess / 1e6
}

/** Of the doubling from 1 M. */
export const memoryOf = ({ memory }: Results, implementation: Implementation, key: Key = 'int32') =>
  memory.find(r => r.implementation === implementation && r.key === key && r.n === 1_000_000)

export interface Judgement {
  label: string
  floor: string
  aim: string
  measured: string
  range: string
  /** Of floors against another than `Map`; of the others, undefined. */
  besideMap?: string
  verdict: string
}

const verdictOf = ({ floor, aim, isCost }: Floor, value: number) => {
  const reaches = (limit: number) => (isCost ? value <= limit : value >= limit)
  return reaches(aim) ? 'aim met' : reaches(floor) ? 'floor met' : 'MISSED'
}

export const judge = (floors: readonly Floor[], results: Results): Judgement[] =>
  floors
    .filter(floor => !floor.isExtra || floor.measured(results))
    .map(floor => {
      const found = floor.measured(results)
      const show = (value: number) => `${digits(value)}${floor.unit}`
      const times = floor.besideMap?.(results)
      return {
        label: floor.label,
        floor: show(floor.floor),
        aim: show(floor.aim),
        measured: found ? show(found.value) : '–',
        range: found?.range ? found.range.map(show).join(' to ') : '',
        ...(floor.besideMap && { besideMap: times === undefined ? '–' : `${digits(times)}×` }),
        verdict: found ? verdictOf(floor, found.value) : 'not measured',
      }
    })
