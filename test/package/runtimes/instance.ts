// In place of test/space.ts for the tests that look inside: the installed package keeps its instance to itself, so it is
// caught when it is made, and each table likewise. Imported before any map is made.

import { Int32Set } from 'tophash'

let caught: { exports: any; memory: WebAssembly.Memory } | undefined
let made = 0

/** The header of the table that was made last, 0 if there is none since this was asked. */
export function lastTable(): number {
  const table = made
  made = 0
  return table
}

/** The exports, of which those that make tables are noted. */
function noted(exports: any): any {
  const note = (make: (...args: any[]) => number) => {
    return (...args: any[]) => {
      made = make(...args) >>> 0
      return made
    }
  }
  const { tableCreate, tableCreateBytes } = exports
  return { ...exports, tableCreate: note(tableCreate), tableCreateBytes: note(tableCreateBytes) }
}

// The package has taken its globals by now, so this is caught where it asks the instance for its exports.
const { get } = Object.getOwnPropertyDescriptor(WebAssembly.Instance.prototype, 'exports')!
Object.defineProperty(WebAssembly.Instance.prototype, 'exports', {
  configurable: true,
  get(this: WebAssembly.Instance) {
    const own = get!.call(this)
    if (!('abiVersion' in own)) return own
    caught ??= { exports: noted(own), memory: own.memory }
    return caught.exports
  },
})

export function theSpace(): { exports: any; memory: WebAssembly.Memory } {
  if (caught === undefined) new Int32Set([1])
  if (caught === undefined) throw new Error('the instance of the package was made before it could be caught')
  return caught
}
