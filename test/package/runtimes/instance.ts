// In place of src/wasm/instance.ts for the tests that look inside: the installed package keeps its instance to itself, so
// it is caught when it is made. Imported before any map is made.

import { Int32Set } from 'tophash'

let caught: { exports: any; memory: WebAssembly.Memory } | undefined

WebAssembly.Instance = new Proxy(WebAssembly.Instance, {
  construct(target, [module, imports]) {
    const instance = Reflect.construct(target, [module, imports])
    if ('abiVersion' in instance.exports) caught = { exports: instance.exports, memory: imports.env.memory }
    return instance
  },
})

function theCaught() {
  if (caught === undefined) new Int32Set([1])
  if (caught === undefined) throw new Error('the instance of the package was made before it could be caught')
  return caught
}

export function theInstance(): any {
  return theCaught().exports
}

/** In place of src/memory.ts. */
export let view: DataView

export function renewViews(): void {
  view = new DataView(theCaught().memory.buffer)
}
