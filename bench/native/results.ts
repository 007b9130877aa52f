/** The results file of the yardstick, and what it says of the floors. */
import type { Measured } from '../common/measured.js'
import type { Failure } from '../common/results-file.js'
import { type Row, rowName } from '../common/rows.js'
import type { Stamp } from '../common/stamp.js'
import { compare } from '../common/statistics.js'

export interface NativeResult extends Measured {
  contestant: string
}

export interface NativeResults extends Stamp {
  kind: 'native'
  contestants: { name: string; label: string; compiler?: string; flags?: string }[]
  rows: NativeResult[]
  failures: Failure[]
}

export const isNative = (results: object): results is NativeResults => 'kind' in results && results.kind === 'native'

/** The rows of one line of a table, in the order of the file. */
export const linesOf = ({ rows }: NativeResults) => {
  const lines = new Map<string, NativeResult[]>()
  for (const row of rows) lines.set(rowName(row), [...(lines.get(rowName(row)) ?? []), row])
  return [...lines.values()]
}

/** How many times as fast as the other tophash is, round by round. */
export const multipleOf = (line: NativeResult[], other: string) => {
  const subject = line.find(r => r.contestant === 'simd')
  const rival = line.find(r => r.contestant === other)
  return subject && rival && compare(subject, rival)
}

interface NativeFloor {
  label: string
  op: Row['op']
  n: number
  rival: string
  floor: number
}

const NATIVE_FLOORS: readonly NativeFloor[] = [
  {
    label: "getMany, 1 M, against a loop over Rust's HashMap",
    op: 'get-many',
    n: 1_000_000,
    rival: 'rust',
    floor: 0.6,
  },
  {
    label: "getMany, 10 M, against a loop over Rust's HashMap",
    op: 'get-many',
    n: 10_000_000,
    rival: 'rust',
    floor: 0.6,
  },
  { label: "get, 1 M, against Go's map", op: 'get', n: 1_000_000, rival: 'go', floor: 1.2 },
  { label: "get, 10 M, against Go's map", op: 'get', n: 10_000_000, rival: 'go', floor: 1 },
]

export const judgeNative = (results: NativeResults) =>
  NATIVE_FLOORS.map(({ label, op, n, rival, floor }) => {
    const line = linesOf(results).find(([first]) => first!.op === op && first!.n === n)
    const found = line && multipleOf(line, rival)
    const verdict = found ? (found.value >= floor ? 'met' : 'MISSED') : 'not measured'
    return { label, floor, measured: found?.value, range: found?.range, verdict }
  })
