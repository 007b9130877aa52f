// Joins two tables of CSV on a column of numbers: `tsx examples/join-csv.ts`.

import { joinMany } from 'tophash'

const ORDERS = `order,customer,amount
1,30,9.50
2,10,20.00
3,30,1.25
4,99,7.00`

const CUSTOMERS = `customer,name
10,Ada
20,Alan
30,Grace`

type Row = Record<string, string>

/** Rows of a table without quotes in it. */
function rowsOf(csv: string): Row[] {
  const [header, ...lines] = csv.split('\n').map(line => line.split(','))
  return lines.map(cells => Object.fromEntries(header!.map((name, i) => [name, cells[i]!])))
}

function column(rows: Row[], name: string): Int32Array {
  return Int32Array.from(rows, row => Number(row[name]))
}

/** A row for each pair of rows that agree in a column. */
export function join(left: Row[], right: Row[], on: string): Row[] {
  const pairs = joinMany(column(left, on), column(right, on))
  return Array.from(pairs.left, (l, i) => ({ ...left[l], ...right[pairs.right[i]!] }))
}

const joined = join(rowsOf(ORDERS), rowsOf(CUSTOMERS), 'customer').sort((a, b) => Number(a.order) - Number(b.order))
for (const { order, name, amount } of joined) console.log(order, name, amount)
