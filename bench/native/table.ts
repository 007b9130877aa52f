/** The yardstick as text. */
import Table from 'cli-table3'
import { describe } from '../grid/results.js'
import type { NativeResult, NativeResults } from './results.js'
import { judgeNative, linesOf, multipleOf } from './results.js'

const digits = (x: number) => Number(x.toPrecision(3)).toString()

const plain = (head: string[]) => new Table({ head, style: { head: [], border: [], compact: true } })

const cellOf = (line: NativeResult[], name: string) => {
  const row = line.find(r => r.contestant === name)
  if (!row) return ''
  const multiple = name === 'simd' ? undefined : multipleOf(line, name)
  return multiple ? `${digits(row.nsPerOp)} (${multiple.value.toFixed(2)})` : digits(row.nsPerOp)
}

const rowsTable = (results: NativeResults) => {
  const table = plain(['row', ...results.contestants.map(c => c.label)])
  for (const line of linesOf(results)) {
    const { op, hit, n } = line[0]!
    const title = [op, hit === '-' ? '' : hit, n.toLocaleString('en')].filter(Boolean).join(' ')
    table.push([title, ...results.contestants.map(c => cellOf(line, c.name))])
  }
  return table.toString()
}

const floorsTable = (results: NativeResults) => {
  const table = plain(['floor', 'at least', 'measured', 'rounds', ''])
  for (const { label, floor, measured, range, verdict } of judgeNative(results)) {
    table.push([
      label,
      `${floor}×`,
      measured ? `${digits(measured)}×` : '–',
      range?.map(digits).join(' to ') ?? '',
      verdict,
    ])
  }
  return table.toString()
}

export const nativeTable = (results: NativeResults) =>
  [
    describe(results),
    ...results.contestants.filter(c => c.compiler).map(c => `${c.label}: ${c.compiler}, ${c.flags || 'default flags'}`),
    'Nanoseconds an operation; in brackets how many times as fast tophash is.',
    rowsTable(results),
    floorsTable(results),
  ].join('\n')
