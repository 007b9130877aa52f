// A map as the state of React components, without copies. React asks whether a snapshot changed by identity; a map that
// is changed in place is always the same. So the snapshot is a number that counts its changes.

import { createElement, useSyncExternalStore } from 'react'
import { Int32Map } from 'tophash'

export class Store {
  readonly #map = new Int32Map({ values: 'int32' })
  readonly #listeners = new Set<() => void>()
  #version = 0

  /** Changes the map, and tells whoever shows it. */
  change(change: (map: Int32Map<number>) => void): void {
    change(this.#map)
    this.#version++
    for (const listener of this.#listeners) listener()
  }

  /** To read from. */
  get map(): ReadonlyMap<number, number> {
    return this.#map
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }
  readonly version = (): number => this.#version
}

/** The map of a store; the component renders again when it changes. */
export function useMap(store: Store): ReadonlyMap<number, number> {
  useSyncExternalStore(store.subscribe, store.version, store.version)
  return store.map
}

/** The value of one key; the component renders again when that value changes, and only then. */
export function useEntry(store: Store, key: number): number | undefined {
  const read = () => store.map.get(key)
  return useSyncExternalStore(store.subscribe, read, read)
}

export function Total({ store }: { store: Store }) {
  let total = 0
  const map = useMap(store)
  for (const count of map.values()) total += count
  return createElement('p', { id: 'total' }, `${map.size} products, ${total} pieces`)
}

export function Stock({ store, product }: { store: Store; product: number }) {
  return createElement('p', { id: `stock-${product}` }, `${useEntry(store, product) ?? 'none'} of ${product}`)
}
