// Without finalisers: the memory is set back under the maps of earlier runs, whose tables nobody must free then.

export const savedRegistry = globalThis.FinalizationRegistry
// biome-ignore lint/suspicious/noGlobalAssign: before the library looks
FinalizationRegistry = undefined as never
