// What the tests take for granted and a browser lacks.

import { Buffer as Polyfill } from 'buffer'

export const Buffer = Polyfill
export const setImmediate = (call: () => void): unknown => setTimeout(call, 0)
