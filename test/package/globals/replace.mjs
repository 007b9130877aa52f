// Puts what throws in the place of all built-ins, but for the methods of their prototypes. There is no way back.

import { runInNewContext } from 'node:vm'

const { defineProperty, getOwnPropertyDescriptor, getOwnPropertyNames } = Object
const { ownKeys } = Reflect
const NativeError = Error

/** Nobody can replace them. */
const FIXED = ['Infinity', 'NaN', 'undefined']
/** Node loads what these need when they are touched, even to be replaced, and what it loads compiles Wasm some time later. */
const LOADING = /^(fetch|FormData|Headers|Request|Response|WebSocket|CloseEvent|MessageEvent|ErrorEvent|EventSource)$/

const names = getOwnPropertyNames(globalThis).filter(name => !FIXED.includes(name) && !LOADING.test(name))
const isOfLanguage = new Set(getOwnPropertyNames(runInNewContext('globalThis')))
/** Last those that Node may need for replacing the others: its own, and those of the language, of which Wasm is one. */
const lastness = name => (isOfLanguage.has(name) ? 2 : Number(/^(process|Buffer|global)$/.test(name)))
const NAMES = names.sort((a, b) => lastness(a) - lastness(b))
const CLASSES = NAMES.filter(name => isOfLanguage.has(name) && name !== 'globalThis').map(name => [
  name,
  globalThis[name],
])

/** Replaces the functions that a class or a namespace has itself. */
function replaceStatics(name, of) {
  for (const key of ownKeys(of)) {
    const { value, configurable } = getOwnPropertyDescriptor(of, key)
    if (key === 'prototype' || typeof value !== 'function' || !configurable) continue
    const error = new NativeError(`${name}.${typeof key === 'symbol' ? 'symbol' : key} was called`)
    defineProperty(of, key, {
      value() {
        throw error
      },
    })
  }
}

/** Answers the names of globals that were replaced. */
export function replaceAll() {
  const global = globalThis
  for (const name of NAMES) {
    defineProperty(global, name, {
      get() {
        throw new NativeError(`${name} was looked up`)
      },
    })
  }
  for (const [name, value] of CLASSES)
    if (typeof value === 'function' || typeof value === 'object') replaceStatics(name, value)
  return NAMES
}
