// Asks the server again and again: not while it is paused, and not while nobody looks.

export interface Answer {
  /** The text of a snapshot; null when there is none. */
  text: string | null
  /** What went wrong; empty when nothing did. */
  problem: string
}

export class Poller {
  private timer: number | undefined
  private isAsking = false
  private seconds = 5
  private paused = false

  constructor(private readonly address: string, private readonly take: (answer: Answer) => void, private readonly tell: () => void) {
    document.addEventListener('visibilitychange', () => this.restart())
  }

  get isPaused(): boolean {
    return this.paused
  }

  set isPaused(value: boolean) {
    this.paused = value
    this.restart()
  }

  get interval(): number {
    return this.seconds
  }

  set interval(seconds: number) {
    this.seconds = seconds
    this.restart()
  }

  /** Asks at once, when asking is in order. */
  restart(): void {
    clearTimeout(this.timer)
    this.tell()
    if (!this.paused && !document.hidden) {
      void this.ask()
    }
  }

  private async ask(): Promise<void> {
    if (this.isAsking) {
      return
    }

    this.isAsking = true
    this.take(await this.fetch())
    this.isAsking = false
    clearTimeout(this.timer)
    if (!this.paused && !document.hidden) {
      this.timer = setTimeout(() => void this.ask(), this.seconds * 1000)
    }
  }

  private async fetch(): Promise<Answer> {
    try {
      const response = await fetch(this.address, { headers: { accept: 'application/json' }, cache: 'no-store', signal: AbortSignal.timeout(30_000) })
      const text = await response.text()
      return response.ok
        ? { text, problem: '' }
        : { text: null, problem: response.status === 403 ? `The server refuses: ${text.trim()}` : `The server answers ${response.status}.` }
    } catch {
      return { text: null, problem: 'The server does not answer.' }
    }
  }
}
