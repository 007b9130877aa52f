/** The yardstick as text. */
import { digits } from '../common/numbers.js'
import { describe } from '../common/stamp.js'
import { denseTable } from '../common/text-table.js'
import { judgeNative, linesOf, multipleOf, type NativeResult, type NativeResults } from './results.js'

const cellOf = (line: NativeResult[], name: string) => {
  const row = line.find(r => r.contestant === name)
  if (!row) return ''
  const multiple = name === 'simd' ? undefined : multipleOf(line, name)
  return multiple ? `${digits(row.nsPerOp)} (${multiple.value.toFixed(2)})` : digits(row.nsPerOp)
}

const rowsTable = (results: NativeResults) => {
  const rows = linesOf(results).map(line => {
    const { op, hit, n } = line[0]!
    const title = [op, hit === '-' ? '' : hit, n.toLocaleString('en')].filter(Boolean).join(' ')
    return [title, ...results.contestants.map(c => cellOf(line, c.name))]
  })
  return denseTable(['row', ...results.contestants.map(c => c.label)], rows)
}

const floorsTable = (results: NativeResults) => {
  const rows = judgeNative(results).map(({ label, floor, measured, range, verdict }) => [
    label,
    `${floor}×`,
    measured ? `${digits(measured)}×` : '–',
    range?.map(digits).join(' to ') ?? '',
    verdict,
  ])
  return denseTable(['floor', 'at least', 'measured', 'rounds', ''], rows)
}

export const nativeTable = (results: NativeResults) =>
  [
    describe(results),
    ...results.contestants.filter(c => c.compiler).map(c => `${c.label}: ${c.compiler}, ${c.flags || 'default flags'}`),
    'Nanoseconds an operation; in brackets how many times as fast tophash is.',
    rowsTable(results),
    floorsTable(results),
  ].join('\n')
