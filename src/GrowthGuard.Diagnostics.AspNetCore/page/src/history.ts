// The curves: what the page has seen since it was opened.

/** An hour at the interval that is set first. The oldest point goes when there are more. */
const mostPoints = 720

export class History {
  private readonly times: number[] = []
  private readonly values = new Map<string, (number | null)[]>()

  add(time: number, values: Map<string, number | null>): void {
    this.times.push(time)
    for (const [key, value] of values) {
      const points = this.values.get(key) ?? this.begin(key)
      points.push(value)
    }

    for (const [key, points] of this.values) {
      if (points.length < this.times.length) {
        points.push(null)
      }

      if (this.times.length > mostPoints) {
        points.shift()
      }

      if (points.every(point => point === null)) {
        this.values.delete(key)
      }
    }

    if (this.times.length > mostPoints) {
      this.times.shift()
    }
  }

  clear(): void {
    this.times.length = 0
    this.values.clear()
  }

  /** Seconds since 1970, as the chart wants them. */
  get seconds(): number[] {
    return this.times.map(time => time / 1000)
  }

  of(key: string): (number | null)[] {
    return this.values.get(key) ?? this.times.map(() => null)
  }

  /** Whether the curve is anything but a level line. */
  hasChanged(key: string): boolean {
    const points = (this.values.get(key) ?? []).filter(point => point !== null)
    return points.some(point => point !== points[0])
  }

  private begin(key: string): (number | null)[] {
    const points = new Array<number | null>(this.times.length - 1).fill(null)
    this.values.set(key, points)
    return points
  }
}
