/** A results file, whatever kind of results is in it. */
import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

/** What could not be measured, and why. */
export interface Failure {
  name: string
  error: string
}

/** Written beside and renamed, so that an interrupted run leaves a whole file. */
export const save = (file: string, results: object) => {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(`${file}.tmp`, `${onShortLines(JSON.stringify(results, round, 1))}\n`)
  renameSync(`${file}.tmp`, file)
}

/** A list of numbers on one line: a results file is read by people too. */
const onShortLines = (json: string) => json.replace(/\[[^[\]{}]*\]/g, list => list.replace(/\s+/g, ' '))

const round = (_key: string, value: unknown) => (typeof value === 'number' ? Number(value.toPrecision(6)) : value)
