const NONE = '–'

export const formatInteger = (value: number): string => value.toLocaleString('en')

/** Three significant digits with a unit that suits, from nanoseconds. */
export function formatNanoseconds(value: number | undefined): string {
  if (value === undefined) return NONE
  if (value < 999.5) return `${threeDigits(value)} ns`
  if (value < 999.5e3) return `${threeDigits(value / 1e3)} µs`
  if (value < 999.5e6) return `${threeDigits(value / 1e6)} ms`
  return `${threeDigits(value / 1e9)} s`
}

function threeDigits(value: number): string {
  if (value >= 99.95) return value.toFixed(0)
  return value >= 9.995 ? value.toFixed(1) : value.toFixed(2)
}

export const formatMilliseconds = (value: number | undefined): string =>
  formatNanoseconds(value === undefined ? undefined : value * 1e6)

export const formatRatio = (value: number | undefined): string => (value === undefined ? NONE : `${value.toFixed(2)}x`)

export const formatBytes = (value: number | undefined): string => (value === undefined ? NONE : value.toFixed(1))

export const formatSize = (bytes: number): string =>
  bytes < 1e5 ? `${formatInteger(bytes)} bytes` : `${(bytes / 1e6).toFixed(1)} MB`
