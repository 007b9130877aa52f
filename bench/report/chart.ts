/** A chart, independent of how it is drawn: the pages and the SVG files draw the same. */

export interface Point {
  x: number
  y: number
  /** How many times as fast as the one that it is compared with, where there is one. */
  multiple?: number
}

export interface Series {
  label: string
  color: string
  points: Point[]
}

export interface Chart {
  /** Fit for a file name. */
  id: string
  title: string
  xLabel: string
  yLabel: string
  xLog: boolean
  yLog: boolean
  /** What y counts. */
  unit: 'ns' | 'µs' | 'ms' | 'B'
  /** Names of the places on the x axis, where they are not numbers. */
  xTicks?: Record<number, string>
  series: Series[]
}
