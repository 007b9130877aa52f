/** Numbers of the job, or a dash where there are none. */
import { duration } from '../common/numbers.js'

const NONE = '–'

export const formatInteger = (value: number): string => value.toLocaleString('en')

export const formatNanoseconds = (value: number | undefined): string => (value === undefined ? NONE : duration(value))

export const formatMilliseconds = (value: number | undefined): string =>
  formatNanoseconds(value === undefined ? undefined : value * 1e6)

export const formatRatio = (value: number | undefined): string => (value === undefined ? NONE : `${value.toFixed(2)}x`)

export const formatBytes = (value: number | undefined): string => (value === undefined ? NONE : value.toFixed(1))

export const formatSize = (bytes: number): string =>
  bytes < 1e5 ? `${formatInteger(bytes)} bytes` : `${(bytes / 1e6).toFixed(1)} MB`
