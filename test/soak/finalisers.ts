// Counts what is registered to be finalised, and what is: import this before the library.

export const finalisers = { registered: 0, called: 0 }

const Native = globalThis.FinalizationRegistry

class Counting<T> extends Native<T> {
  constructor(finalise: (held: T) => void) {
    super(held => {
      finalisers.called++
      finalise(held)
    })
  }

  override register(target: WeakKey, held: T, token?: WeakKey): void {
    finalisers.registered++
    super.register(target, held, token)
  }
}

globalThis.FinalizationRegistry = Counting
