/** The type of Symbol.dispose, or never where TypeScript does not know of it: before 5.2, or by its option `lib`. */
type DisposeSymbol = SymbolConstructor[keyof SymbolConstructor & 'dispose']

/** What can be disposed; nothing more than an object where TypeScript has no name for that. */
export type Disposing = { [Key in DisposeSymbol]: () => void }

/** Symbol.dispose, or what stands for it where the runtime lacks it. @internal No declaration may name it. */
export const DISPOSE: typeof Symbol.dispose = Symbol.dispose ?? (Symbol.for('Symbol.dispose') as never)
