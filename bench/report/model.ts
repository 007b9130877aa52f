/** What a page is made of, whatever kind of results it shows. */
import type { Stamp } from '../common/stamp.js'
import type { Chart } from './chart.js'

export interface Section {
  /** In addresses. */
  id: string
  title: string
  /** HTML, under the title. */
  body: string
  /** Those that have a place in the body. */
  charts: Chart[]
}

export interface Content {
  title: string
  lead: string
  stamp: Stamp
  sections: Section[]
}
