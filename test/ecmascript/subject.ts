// The classes under test: ours, or with SUBJECT=builtin those of the engine, which shows that the tests ask no more than
// ECMAScript does.

const builtin = process.env.SUBJECT === 'builtin'
const classes: any = builtin ? { HashMap: Map, HashSet: Set } : await import('../backend.js')

export const { HashMap, HashSet } = classes
export const MAP_TAG = builtin ? 'Map' : 'HashMap'
export const SET_TAG = builtin ? 'Set' : 'HashSet'
