declare module 'virtual:files' {
  /** The test files of a bundle, by their path from test/, unloaded. */
  export const files: Record<string, () => Promise<unknown>>
}
