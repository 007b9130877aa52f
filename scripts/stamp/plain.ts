// Classes of ordinary maps in a heap that threads share are those of other heaps (heap.ts), with a body that counts nothing
// itself, and with what a handle needs. There is no groupBy: arrays cannot be shared.

/** Of these, a class keeps what its text uses. */
export const SHARED_IMPORTS = `import type { PlaceHandle } from '../../concurrent/handle.js'
import type { Shared, SharedBigIntOptions, SharedNumberOptions, SharedOptionsFor, SharedTableOptions } from '../../spaces/plain/types.js'
`

/** Another body and another base. */
export function inSharedHeap(text: string): string {
  return text
    .replace('new Body(', 'new PlainBody(')
    .replace(/= Body<Table, (Tenancy<.*>)>/, '= PlainBody<$1>')
    .replace('extends MapBase', 'extends PlainMapBase')
    .replace('extends SetBase', 'extends PlainSetBase')
    .replace(/^ {2}static groupBy[\s\S]*?^ {2}\}\n\n/m, '')
}

/** What users see: options with a heap, `attach`, and what `Shared` tells. */
export function withSharedTypes(text: string): string {
  const at = text.indexOf('Constructor {')
  const begin = text.lastIndexOf('export interface', at)
  const whole = text.slice(begin)
  const name = /export interface (\w+)Constructor/.exec(whole)![1]!
  const isMap = name.endsWith('Map')
  const kept = whole
    .split('\n')
    .filter(line => !/groupBy|A map of arrays/.test(line))
    .join('\n')
    .replaceAll(/\b(Number|BigInt)Options/g, 'Shared$1Options')
    .replaceAll(/\boptions\??: OptionsFor/g, 'options: SharedOptionsFor')
    .replaceAll('entries?: ', 'entries: ')
    .replaceAll(/\boptions\?: TableOptions/g, 'options: SharedTableOptions')
    .replace('(keys?: ', '(keys: ')
  const attach = `  /**
   * One that another thread has made: an object of this thread for the same table.
   * @throws TypeError for the handle of another class or version, or if it was destroyed
   */
  attach${isMap ? '<V = any>' : ''}(handle: PlaceHandle): ${name}${isMap ? '<V>' : ''}
`
  const types = kept.replace(/^\}\n/m, `${attach}}\n`)
  return (text.slice(0, begin) + types).replace(
    /(export interface \w+(?:<V = any>)? extends Typed\w+<.*>) \{/,
    '$1, Shared {',
  )
}
