/** Symbol.dispose, or what stands for it where the runtime lacks it. */
export const DISPOSE: typeof Symbol.dispose = Symbol.dispose ?? (Symbol.for('Symbol.dispose') as never)
