/** Numbers as people read them. */

/** Three digits, without zeros that say nothing. */
export const digits = (x: number) => Number(x.toPrecision(3)).toString()

/** Of things that are counted in thousands and millions. */
export const count = (n: number) => {
  if (n >= 1e6) return `${digits(n / 1e6)} M`
  return n >= 1e3 ? `${digits(n / 1e3)} k` : digits(n)
}

/** Three digits, zeros among them: in a column, they show how exact a number is. */
export const threeDigits = (x: number) => {
  if (x >= 99.95) return x.toFixed(0)
  return x >= 9.995 ? x.toFixed(1) : x.toFixed(2)
}

/** Three digits with a unit that suits, from nanoseconds. */
export const duration = (ns: number) => {
  if (ns < 999.5) return `${threeDigits(ns)} ns`
  if (ns < 999.5e3) return `${threeDigits(ns / 1e3)} µs`
  if (ns < 999.5e6) return `${threeDigits(ns / 1e6)} ms`
  return `${threeDigits(ns / 1e9)} s`
}
