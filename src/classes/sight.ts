// How Node's util.inspect shows a map or set: as it does a Map or Set, under the class's own name and size.

export const INSPECT: unique symbol = Symbol.for('nodejs.util.inspect.custom') as never

export interface InspectOptions {
  maxArrayLength?: number | null
}

export type Inspect = (value: unknown, options?: object) => string

/** How many entries util.inspect is to show. */
export function shownEntries(options: InspectOptions): number {
  return options.maxArrayLength ?? (options.maxArrayLength === null ? Number.POSITIVE_INFINITY : 100)
}

/** The first entries, as they are in `shown`, under a name and the whole size. */
export function inspectAs(
  shown: Map<any, any> | Set<any>,
  name: string,
  size: number,
  options: object,
  inspect: Inspect,
): string {
  const text = inspect(shown, { ...options, maxArrayLength: null }).replace(/^(Map|Set)\(\d+\)/, `${name}(${size})`)
  const rest = size - shown.size
  if (rest <= 0) return text
  const more = `... ${rest} more item${rest > 1 ? 's' : ''}`
  return shown.size === 0 ? text.replace(/\{\}$/, `{ ${more} }`) : text.replace(/(\s*)\}$/, `, ${more}$1}`)
}
