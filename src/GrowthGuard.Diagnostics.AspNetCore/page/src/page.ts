import './page.css'
import { Chart, whenSchemeChanges } from './charts'
import { amount, duration, time } from './format'
import { History } from './history'
import { Poller, type Answer } from './poller'
import { groupsOf, heapKey, parse, rssKey, type Group, type Row, type Snapshot } from './snapshot'
import { Tables } from './table'

/** A snapshot, and the very text that it was read from: an export is what the server said. */
interface Taken {
  snapshot: Snapshot
  text: string
  groups: Group[]
  /** The file that it is from; null when it is from the server. */
  file: string | null
}

const byId = <T extends HTMLElement>(id: string): T => document.getElementById(id) as T
const status = byId('status')
const clear = byId<HTMLButtonElement>('clear')
const pause = byId<HTMLButtonElement>('pause')
const exportButton = byId<HTMLButtonElement>('export')
const growthFirst = byId<HTMLInputElement>('growth-first')
const interval = byId<HTMLSelectElement>('interval')

const history = new History()
const memory = new Chart(byId('memory'), 190)
const chosenChart = new Chart(byId('chosen'), 190)
let current: Taken | null = null
let baseline: Taken | null = null
let chosen: string | null = null
let problem = ''

const tables = new Tables(byId('sections'), key => {
  chosen = chosen === key ? null : key
  show()
})
const poller = new Poller('debug/objects', take, tellStatus)

byId('baseline').addEventListener('click', () => {
  baseline = current
  show()
})
clear.addEventListener('click', () => {
  baseline = null
  show()
})
growthFirst.addEventListener('change', show)
interval.addEventListener('change', () => { poller.interval = Number(interval.value) })
pause.addEventListener('click', () => {
  // What is shown may be a file; to go on is to go back to the server.
  poller.isPaused = !poller.isPaused
})
exportButton.addEventListener('click', () => {
  if (current !== null) {
    save(current)
  }
})
readFiles('import-baseline', taken => { baseline = taken })
readFiles('import-current', taken => {
  poller.isPaused = true
  current = taken
})
whenSchemeChanges(show)
poller.restart()

function read(text: string, file: string | null): Taken {
  const snapshot = parse(text)
  return { snapshot, text, groups: groupsOf(snapshot), file }
}

function take(answer: Answer): void {
  problem = answer.problem
  if (answer.text !== null) {
    try {
      const taken = read(answer.text, null)
      remember(taken)
      // An answer that was on its way when a file was opened does not take its place.
      if (!poller.isPaused || current === null) {
        current = taken
      }
    } catch (error) {
      problem = (error as Error).message
    }
  }

  show()
}

function remember(taken: Taken): void {
  const last = current?.file === null ? current.snapshot : null
  if (last?.takenAt === taken.snapshot.takenAt) {
    // The server keeps a snapshot for its interval.
    return
  }

  if (last !== null && !isSameProcess(last, taken.snapshot)) {
    history.clear()
  }

  history.add(Date.parse(taken.snapshot.takenAt), new Map(taken.groups.flatMap(group => group.rows.map(row => [row.key, row.value] as const))))
}

function show(): void {
  tellStatus()
  clear.disabled = baseline === null
  exportButton.disabled = current === null
  if (current === null) {
    return
  }

  const { app, takenAt } = current.snapshot
  const hours = baseline === null ? 0 : (Date.parse(takenAt) - Date.parse(baseline.snapshot.takenAt)) / 3_600_000
  const requests = app.requests === null ? '' : ` · ${amount(app.requests, 'count')} requests`
  document.title = `${app.name} · GrowthGuard`
  byId('app').textContent = app.name
  byId('about').textContent = `${version(app.buildVersion)} · ${app.runtime} · process ${app.processId} · up ${duration(app.uptimeSeconds)}${requests}`
  byId('comparison').textContent = comparison(current, hours)
  tables.show({
    groups: current.groups,
    baseline: baseline === null ? null : new Map(baseline.groups.flatMap(group => group.rows.map(row => [row.key, row.value]))),
    hours,
    growthFirst: growthFirst.checked,
    history,
    chosen,
  })
  memory.show(history.seconds, [
    { label: 'Resident', unit: 'bytes', color: '--accent', points: history.of(rssKey) },
    { label: 'Managed heap', unit: 'bytes', color: '--second', points: history.of(heapKey) },
  ])
  const row = rowOf(chosen)
  byId('chosen-card').hidden = row === null
  if (row !== null) {
    byId('chosen-heading').textContent = row.name
    chosenChart.show(history.seconds, [{ label: 'Now', unit: row.unit, color: '--accent', points: history.of(row.key) }])
  }
}

function rowOf(key: string | null): Row | null {
  return current?.groups.flatMap(group => group.rows).find(row => row.key === key) ?? null
}

/** The commit that a build adds to its version is long; its beginning names it. */
const version = (text: string | null): string => text?.replace(/\+([0-9a-f]{8})[0-9a-f]{32}$/, '+$1') ?? 'no version'

function comparison(shown: Taken, hours: number): string {
  const of = shown.file === null ? '' : `${shown.file}, taken ${time(shown.snapshot.takenAt)}. `
  if (baseline === null) {
    return of + 'No baseline yet: changes are shown against one.'
  }

  const against = baseline.file === null ? `the baseline of ${time(baseline.snapshot.takenAt)}` : `${baseline.file}, taken ${time(baseline.snapshot.takenAt)}`
  const process = isSameProcess(baseline.snapshot, shown.snapshot) ? '' : ' It is of another process: growth is no growth of this one.'
  return `${of}Compared with ${against}, ${duration(Math.abs(hours) * 3600)} ${hours < 0 ? 'later' : 'before'}.${process}`
}

const isSameProcess = (left: Snapshot, right: Snapshot): boolean => left.app.processId === right.app.processId && left.app.startedAt === right.app.startedAt

function tellStatus(): void {
  const last = current === null ? '' : ` Last snapshot ${time(current.snapshot.takenAt)}.`
  const state = poller.isPaused ? `Paused.${last}` : document.hidden ? 'Paused: the tab is hidden.' : current === null ? 'Asking for the first snapshot …' : 'Live.'
  const text = problem === '' || poller.isPaused ? state : `${problem}${last}`
  pause.setAttribute('aria-pressed', String(poller.isPaused))
  pause.textContent = poller.isPaused ? 'Resume' : 'Pause'
  status.classList.toggle('problem', problem !== '' && !poller.isPaused)
  if (status.textContent !== text) {
    status.textContent = text
  }
}

function save(taken: Taken): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([taken.text], { type: 'application/json' }))
  link.download = `census-${taken.snapshot.takenAt.slice(0, 19).replaceAll(':', '')}.json`
  link.click()
  URL.revokeObjectURL(link.href)
}

function readFiles(id: string, use: (taken: Taken) => void): void {
  const input = byId<HTMLInputElement>(id)
  input.addEventListener('change', async () => {
    const file = input.files?.[0]
    if (file === undefined) {
      return
    }

    try {
      use(read(await file.text(), file.name))
      problem = ''
      show()
    } catch (error) {
      byId('comparison').textContent = `${file.name}: ${(error as Error).message}`
    }

    // The same file can be chosen again after it has changed.
    input.value = ''
  })
}
