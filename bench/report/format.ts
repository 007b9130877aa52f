/** Numbers with their units, as people read them. */
import { digits } from '../common/numbers.js'
import type { Chart } from './chart.js'

const STEPS = ['ns', 'µs', 'ms', 's']

/** In the unit that leaves the fewest zeros. */
export const duration = (value: number, unit = 'ns') => {
  let step = STEPS.indexOf(unit)
  let rest = value
  while (Math.abs(rest) >= 1000 && step < STEPS.length - 1) {
    rest /= 1000
    step++
  }
  while (rest !== 0 && Math.abs(rest) < 1 && step > 0) {
    rest *= 1000
    step--
  }
  return `${digits(rest)} ${STEPS[step]}`
}

export const amount = (value: number, unit: Chart['unit']) =>
  unit === 'B' ? `${Number(value.toFixed(1))} B` : duration(value, unit)

export const multiple = (x: number) => `${x < 10 ? x.toFixed(2) : x.toFixed(1)}×`
