// Counts what is registered to be finalised, and what is: import this before the library.

export const finalisers = { registered: 0, called: 0 }

const Native = globalThis.FinalizationRegistry
const registries: WeakRef<Counting<unknown>>[] = []

class Counting<T> extends Native<T> {
  pending = 0

  constructor(finalise: (held: T) => void) {
    // No reference to this, which must not hold itself: what is registered of a registry that is gone is finalised no more.
    const self: { registry?: WeakRef<Counting<T>> } = {}
    super(held => {
      finalisers.called++
      const registry = self.registry!.deref()
      if (registry !== undefined) registry.pending--
      finalise(held)
    })
    self.registry = new WeakRef(this)
    registries.push(self.registry as WeakRef<Counting<unknown>>)
  }

  override register(target: WeakKey, held: T, token?: WeakKey): void {
    finalisers.registered++
    this.pending++
    super.register(target, held, token)
  }
}

globalThis.FinalizationRegistry = Counting

/** Finalisers that may yet be called: those of the registries that are there. */
export function pendingFinalisers(): number {
  let [pending, kept] = [0, 0]
  for (const reference of registries) {
    const registry = reference.deref()
    if (registry === undefined) continue
    pending += registry.pending
    registries[kept++] = reference
  }
  registries.length = kept
  return pending
}
