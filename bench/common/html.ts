/** Pages that open from disk: text, data and scripts that are inside them. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

export const escapeHtml = (text: string) => text.replace(/[&<>"]/g, character => ENTITIES[character]!)

/** Inside a script only a closing tag or the opening of a comment can break out. */
export const scriptSafe = (code: string) => code.replace(/<(?=\/script|!--)/gi, '\\x3c')

export const jsonSafe = (value: unknown) => JSON.stringify(value).replaceAll('<', '\\u003c')

/** The browser build beside the one that Node resolves; without its source map, which would be fetched. */
export const chartLibrary = () => {
  const main = createRequire(import.meta.url).resolve('chart.js')
  const text = readFileSync(main.replace(/chart\.\w+$/, 'chart.umd.min.js'), 'utf8')
  return text.replace(/^\/\/# sourceMappingURL=.*$/m, '')
}

/** A page's own look comes after what all pages have in common. */
export const pageStyle = (own: URL) =>
  [new URL('./page.css', import.meta.url), own].map(file => readFileSync(file, 'utf8')).join('\n')
