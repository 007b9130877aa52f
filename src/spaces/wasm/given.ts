// What `init` may be given.

/** A module where TypeScript knows of it: by its option `lib`, or by types of the platform. */
export type WasmModule = typeof globalThis extends { WebAssembly: { Module: { prototype: infer Module } } }
  ? Module
  : object
