// Small helpers over the DOM.

/** The element of an id that index.html has. */
export function byId<T extends HTMLElement = HTMLElement>(id: string): T {
  const found = document.getElementById(id)
  if (found === null) throw new Error(`no element #${id}`)
  return found as T
}

type Child = Node | string | number | undefined | false

/** An element with attributes and children; `class` and `data-…` are attributes like any other. */
export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Record<string, string | number | boolean | undefined> = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue
    made.setAttribute(name, value === true ? '' : String(value))
  }
  for (const child of children)
    if (child !== undefined && child !== false) made.append(String(child) === child ? child : asNode(child))
  return made
}

function asNode(child: Node | string | number): Node {
  return child instanceof Node ? child : document.createTextNode(String(child))
}

/** Sets text only where it differs, so that nothing is read out or laid out again without need. */
export function setText(target: HTMLElement, text: string): void {
  if (target.textContent !== text) target.textContent = text
}

/** The value of the checked radio button of a group. */
export function chosen(name: string): string {
  return document.querySelector<HTMLInputElement>(`input[name="${name}"]:checked`)!.value
}

const QUIET_MS = 700
let lastSpoken = 0
let pending: number | undefined

/** Says something to screen readers; of what comes in quick succession only the last. */
export function announce(text: string): void {
  clearTimeout(pending)
  const speak = () => {
    lastSpoken = performance.now()
    byId('live').textContent = text
  }
  const wait = lastSpoken + QUIET_MS - performance.now()
  if (wait <= 0) speak()
  else pending = window.setTimeout(speak, wait)
}

export function plural(n: number, noun: string): string {
  return `${n.toLocaleString('en')} ${noun}${n === 1 ? '' : 's'}`
}

/** A number in binary, `bits` digits long. */
export function binary(n: number, bits: number): string {
  return bits === 0 ? '' : n.toString(2).padStart(bits, '0')
}

export function hexByte(byte: number): string {
  return byte.toString(16).padStart(2, '0')
}

/** A colour of the page's own, for canvases. */
export function colour(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim()
}

/** Sizes a canvas to its box and the screen's pixels. Returns a context in CSS pixels. */
export function fitCanvas(canvas: HTMLCanvasElement, height: number): { g: CanvasRenderingContext2D; width: number } {
  const ratio = window.devicePixelRatio || 1
  const width = Math.max(1, canvas.clientWidth)
  canvas.style.height = `${height}px`
  canvas.width = Math.round(width * ratio)
  canvas.height = Math.round(height * ratio)
  const g = canvas.getContext('2d')!
  g.setTransform(ratio, 0, 0, ratio, 0, 0)
  g.clearRect(0, 0, width, height)
  return { g, width }
}
