// What the evaluation of the classes for one heap is given: a parameter of the function that their bundle is wrapped in.
// Takes the place of src/wasm/module.ts there.

export interface Given {
  /** A multiple of 1024 that no other heap has: added to the brands of all classes. */
  brands: number
  module(): WebAssembly.Module
}

declare const given: Given

export const BRANDS: number = given.brands

export function theModule(): WebAssembly.Module {
  return given.module()
}

export function useModule(): void {}

export async function compiledAhead(): Promise<WebAssembly.Module> {
  return given.module()
}
