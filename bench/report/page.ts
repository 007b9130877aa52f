/** One HTML page that opens from disk: styles, scripts and data are inside. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Stamp } from '../common/stamp.js'
import { definitions, escapeHtml } from './html.js'
import type { Content } from './model.js'

export interface Link {
  file: string
  label: string
}

/** The browser build beside the one that Node resolves; without its source map, which would be fetched. */
const chartLibrary = () => {
  const main = createRequire(import.meta.url).resolve('chart.js')
  const text = readFileSync(main.replace(/chart\.\w+$/, 'chart.umd.min.js'), 'utf8')
  return text.replace(/^\/\/# sourceMappingURL=.*$/m, '')
}

const part = (name: string) => readFileSync(new URL(`./page/${name}`, import.meta.url), 'utf8')

/** Inside a script only a closing tag or the opening of a comment can break out. */
const scriptSafe = (code: string) => code.replace(/<(?=\/script|!--)/gi, '\\x3c')

const jsonSafe = (value: unknown) => JSON.stringify(value).replaceAll('<', '\\u003c')

const facts = ({ tophash, commit, node, cpu, cores, memoryGiB, date, command }: Stamp) =>
  definitions([
    ['tophash', commit ? `${tophash} (${commit})` : tophash],
    ['Node', node],
    ['Machine', `${cpu}, ${cores} cores, ${memoryGiB} GiB`],
    ['Command', `\`${command}\``],
    ['Date', date],
  ])

const runLinks = (links: Link[], here: string) =>
  links
    .map(({ file, label }) =>
      file === here
        ? `<a href="${file}" aria-current="page">${escapeHtml(label)}</a>`
        : `<a href="${file}">${escapeHtml(label)}</a>`,
    )
    .join('\n')

const navigation = ({ sections }: Content, links: Link[], here: string) => `<nav aria-label="Runs">
${runLinks(links, here)}
</nav>
<nav aria-label="Sections" class="sections">
${sections.map(({ id, title }) => `<a href="#${id}">${escapeHtml(title)}</a>`).join('\n')}
</nav>`

const main = ({ sections }: Content) =>
  sections.map(
    ({ id, title, body }) => `<section id="${id}" aria-labelledby="${id}-title">
<h2 id="${id}-title">${escapeHtml(title)}</h2>
${body}
</section>`,
  )

export const renderPage = (content: Content, links: Link[], here: string) => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(content.title)}</title>
<link rel="icon" href="data:,">
<style>
${part('style.css')}</style>
</head>
<body>
<a class="skip" href="#${content.sections[0]!.id}">To the results</a>
<header>
<h1>${escapeHtml(content.title)}</h1>
<p>${escapeHtml(content.lead)}</p>
${facts(content.stamp)}
</header>
${navigation(content, links, here)}
<main>
${main(content).join('\n')}
</main>
<script>${scriptSafe(chartLibrary())}</script>
<script>const charts = ${jsonSafe(content.sections.flatMap(s => s.charts))}</script>
<script>
${scriptSafe(part('draw.js'))}</script>
</body>
</html>
`
