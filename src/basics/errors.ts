// The wording of every error: the class, the argument, the limit.

import { isArray, isSameValue, RangeError, String, stringify, TypeError } from './builtins.js'

/** A value in a few words. */
export function show(value: unknown): string {
  if (typeof value === 'bigint') return `${value}n`
  if (typeof value === 'string') return stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value)
  if (typeof value === 'symbol') return value.toString()
  if (isSameValue(value, -0)) return '-0'
  if (typeof value === 'object' && value !== null) return isArray(value) ? 'an array' : 'an object'
  return typeof value === 'function' ? 'a function' : String(value)
}

/** TypeError for a value of the wrong type, RangeError for one of the right type out of range. */
export function badArgument(where: string, argument: string, expected: string, type: string, value: unknown): Error {
  const message = `${where}: ${argument} must be ${expected}, got ${show(value)}`
  return typeof value === type ? new RangeError(message) : new TypeError(message)
}

export function outOfMemory(where: string): RangeError {
  return new RangeError(`${where}: out of memory`)
}

export function disposed(where: string): TypeError {
  return new TypeError(`${where}: used after it was disposed`)
}

export function notCallable(where: string, argument: string, value: unknown): TypeError {
  return new TypeError(`${where}: ${argument} must be a function, got ${show(value)}`)
}

export function requireCallable(where: string, argument: string, value: unknown): void {
  if (typeof value !== 'function') throw notCallable(where, argument, value)
}

export function incompatible(where: string): TypeError {
  return new TypeError(`${where}: called on an incompatible receiver`)
}
