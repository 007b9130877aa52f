declare module 'virtual:files' {
  /** The test files of a bundle, by their path from test/, unloaded. */
  export const files: Record<string, () => Promise<unknown>>
}

declare module 'tophash/wasm' {
  /** The binary, as runtimes give it that import Wasm compiled. */
  const module: WebAssembly.Module
  export default module
}
