// What iterating methods return. `MapIterator` and `SetIterator` are names since TypeScript 5.6; what these stand for is not.

/** As of the methods of a Map: `MapIterator<T>`, `IterableIterator<T>` before. */
export type MapWalk<T> = ReturnType<Map<T, unknown>['keys']>
/** As of the methods of a Set: `SetIterator<T>`, `IterableIterator<T>` before. */
export type SetWalk<T> = ReturnType<Set<T>['keys']>
