// The charts, which are µPlot's. What they look like follows the style sheet, so that they are light and dark with it.
import uPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'
import { amount, signed, time } from './format'
import type { Unit } from './snapshot'

export interface Curve {
  label: string
  unit: Unit
  color: string
  points: (number | null)[]
}

const cssValue = (name: string): string => getComputedStyle(document.documentElement).getPropertyValue(name).trim()

/** A chart with axes and a legend that fills the width of its element. */
export class Chart {
  private plot: uPlot | undefined
  private shape = ''

  constructor(private readonly element: HTMLElement, private readonly height: number) {
    new ResizeObserver(() => this.plot?.setSize(this.size())).observe(element)
  }

  show(seconds: number[], curves: Curve[]): void {
    const data = [seconds, ...curves.map(curve => curve.points)] as uPlot.AlignedData
    const shape = JSON.stringify([curves.map(curve => [curve.label, curve.unit, curve.color]), scheme.matches])
    if (this.plot !== undefined && shape === this.shape) {
      this.plot.setData(data)
    } else {
      this.plot?.destroy()
      this.shape = shape
      this.plot = new uPlot(this.options(curves), data, this.element)
    }

    // Without a pointer over it, the legend tells the last values.
    this.plot.setLegend({ idx: seconds.length - 1 })
    const last = curves.map(curve => `${curve.label} ${amount(curve.points.at(-1) ?? null, curve.unit)}, ${signed(change(curve.points), curve.unit)} since the page was opened`)
    this.element.setAttribute('role', 'img')
    this.element.setAttribute('aria-label', last.join('; '))
  }

  private size(): { width: number, height: number } {
    return { width: Math.max(200, this.element.clientWidth), height: this.height }
  }

  private options(curves: Curve[]): uPlot.Options {
    const text = cssValue('--muted')
    const line = { stroke: cssValue('--line'), width: 1 }
    const font = '12px system-ui, sans-serif'
    const unit = curves[0]?.unit ?? 'count'
    return {
      ...this.size(),
      series: [{ value: (_: uPlot, value: number | null) => value === null ? '–' : time(value * 1000) }, ...curves.map(curve => ({
        label: curve.label,
        stroke: cssValue(curve.color),
        width: 2,
        points: { show: false },
        value: (_: uPlot, value: number | null) => amount(value, curve.unit),
      }))],
      axes: [
        { stroke: text, grid: line, ticks: line, font, space: 70, values: (_, splits) => splits.map(split => time(split * 1000)) },
        { stroke: text, grid: line, ticks: line, font, size: 74, values: (_, splits) => splits.map(split => amount(split, unit)) },
      ],
      scales: { y: { range: (_, low, high) => rangeOf(low, high) } },
      cursor: { drag: { x: false, y: false } },
    }
  }
}

/** A small curve without axes. */
export class Sparkline {
  private plot: uPlot | undefined
  private isDark = scheme.matches

  constructor(private readonly element: HTMLElement) {}

  show(seconds: number[], points: (number | null)[]): void {
    const data = [seconds, points] as uPlot.AlignedData
    if (this.plot !== undefined && this.isDark === scheme.matches) {
      this.plot.setData(data)
      return
    }

    this.plot?.destroy()
    this.isDark = scheme.matches
    this.plot = new uPlot({
      width: 96,
      height: 24,
      padding: [2, 2, 2, 2],
      series: [{}, { stroke: cssValue('--accent'), width: 1.5, points: { show: false } }],
      axes: [{ show: false }, { show: false }],
      scales: { y: { range: (_, low, high) => rangeOf(low, high) } },
      cursor: { show: false },
      legend: { show: false },
      select: { show: false, left: 0, top: 0, width: 0, height: 0 },
    }, data, this.element)
  }
}

const scheme = matchMedia('(prefers-color-scheme: dark)')

/** Calls when light turns into dark or back. */
export const whenSchemeChanges = (act: () => void): void => scheme.addEventListener('change', act)

const change = (points: (number | null)[]): number | null => {
  const known = points.filter(point => point !== null)
  return known.length === 0 ? null : known.at(-1)! - known[0]!
}

/** Some room above and below; a level line lies in the middle. */
function rangeOf(low: number | null, high: number | null): [number, number] {
  if (low === null || high === null) {
    return [0, 1]
  }

  const room = (high - low) * 0.1 || Math.max(1, Math.abs(high) * 0.01)
  return [low < 0 ? low - room : Math.max(0, low - room), high + room]
}
