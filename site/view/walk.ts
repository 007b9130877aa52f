// The lookup walk: the steps in both layouts appear one after the other, side by side.

import { announce, byId, make, setText } from '../dom.js'
import type { Mark, Shown } from './steps.js'

/** A step a second, nearly: as long as it takes to see where it is. */
const STEP_MS = 900

/** A layout's name, and its steps. */
export interface ShownWalk {
  name: string
  steps: Shown[]
}

export class WalkView {
  readonly #lists: HTMLElement[]
  readonly #moved: () => void
  #walks: readonly ShownWalk[] = []
  #shown = 0
  #timer: number | undefined

  /** `lists` are the ids of where the walks are shown; `moved` is called when another step is the last one shown. */
  constructor(lists: readonly string[], moved: () => void) {
    this.#lists = lists.map(id => byId(id))
    this.#moved = moved
    const onClick = (id: string, work: () => void) => byId(id).addEventListener('click', work)
    onClick('walk-next', () => this.#go(this.#shown + 1))
    onClick('walk-back', () => this.#go(this.#shown - 1))
    onClick('walk-all', () => this.#go(Number.POSITIVE_INFINITY))
    onClick('walk-play', () => (this.#timer === undefined ? this.#play() : this.#pause()))
  }

  /** The first step of new walks. */
  start(walks: readonly ShownWalk[]): void {
    this.#pause()
    this.#walks = walks
    this.#shown = 0
    this.#reveal(1)
  }

  /** The table has changed: as many steps of the new walks as were shown, without a word. */
  refresh(walks: readonly ShownWalk[]): void {
    const wasAll = this.#shown === this.#length
    this.#walks = walks
    this.#reveal(wasAll ? this.#length : this.#shown, true)
  }

  clear(): void {
    this.#pause()
    this.#walks = []
    this.#shown = 0
    for (const list of this.#lists) list.replaceChildren()
    setText(byId('walk-progress'), '')
    this.#enable()
  }

  /** Where the last step that is shown of each walk is in the picture. */
  get marks(): (Mark | undefined)[] {
    return this.#walks.map(({ steps }) => steps[Math.min(this.#shown, steps.length) - 1]?.mark)
  }

  get #length(): number {
    return Math.max(0, ...this.#walks.map(({ steps }) => steps.length))
  }

  #go(count: number): void {
    this.#pause()
    this.#reveal(count)
  }

  #play(): void {
    if (this.#shown === this.#length) this.#reveal(1)
    this.#timer = window.setInterval(() => {
      this.#reveal(this.#shown + 1)
      if (this.#shown === this.#length) this.#pause()
    }, STEP_MS)
    this.#enable()
  }

  #pause(): void {
    clearInterval(this.#timer)
    this.#timer = undefined
    this.#enable()
  }

  #reveal(count: number, isQuiet = false): void {
    const n = Math.min(Math.max(1, count), this.#length)
    if (n < 1) return
    for (const [i, { steps }] of this.#walks.entries()) {
      const shown = steps.slice(0, n)
      const list = this.#lists[i]!
      // Those that were there stay, so that only a new one moves.
      const kept = isQuiet || this.#shown === 0 ? 0 : Math.min(this.#shown, shown.length)
      while (list.children.length > kept) list.lastElementChild!.remove()
      list.append(...shown.slice(kept).map(step => itemOf(step)))
    }
    this.#shown = n
    const progress = `Step ${n} of ${this.#length}`
    setText(byId('walk-progress'), progress)
    this.#enable()
    if (isQuiet) return
    announce(`${progress}. ${this.#walks.map(walk => spoken(walk, n)).join(' ')}`)
    this.#moved()
  }

  #enable(): void {
    const button = (id: string) => byId<HTMLButtonElement>(id)
    const isAtEnd = this.#shown === this.#length
    button('walk-back').disabled = this.#shown <= 1
    button('walk-next').disabled = isAtEnd
    button('walk-all').disabled = isAtEnd
    button('walk-play').disabled = this.#length === 0
    setText(button('walk-play'), this.#timer === undefined ? 'Play' : 'Pause')
    button('walk-play').setAttribute('aria-pressed', String(this.#timer !== undefined))
  }
}

/** The `n`th step of a walk, which may have ended before. */
function spoken({ name, steps }: ShownWalk, n: number): string {
  const step = steps[n - 1]
  return step === undefined ? '' : `${name}: ${step.title}. ${step.text}`
}

function itemOf({ kind, title, text, figure, isMiss }: Shown): HTMLLIElement {
  const result = kind !== 'result' ? '' : isMiss ? ' result miss' : ' result'
  return make(
    'li',
    { class: `walk-step${result}`, 'data-kind': kind },
    make('h4', {}, title),
    make('p', {}, text),
    figure,
  )
}
