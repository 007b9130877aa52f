/** One HTML page that opens from disk: styles, scripts and data are inside. */
import { readFileSync } from 'node:fs'
import { chartLibrary, escapeHtml, jsonSafe, pageStyle, scriptSafe } from '../common/html.js'
import { machineIn, type Stamp, versionIn } from '../common/stamp.js'
import { definitions } from './html.js'
import type { Content } from './model.js'

export interface Link {
  file: string
  label: string
}

const part = (name: string) => new URL(`./page/${name}`, import.meta.url)

const facts = (stamp: Stamp) =>
  definitions([
    ['tophash', versionIn(stamp)],
    ['Node', stamp.node],
    ['Machine', machineIn(stamp)],
    ['Command', `\`${stamp.command}\``],
    ['Date', stamp.date],
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
${pageStyle(part('style.css'))}</style>
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
${scriptSafe(readFileSync(part('draw.js'), 'utf8'))}</script>
</body>
</html>
`
