// The form of a snapshot, as docs/schemas/census-1.schema.json describes it, and the rows that the page shows of it.

export interface Counter {
  name: string
  state: 'ok' | 'slow' | 'failed' | 'timedOut' | 'skipped'
  count: number | null
  bound: number | null
  utilization: number | null
  boundReason: string | null
  isUnbounded: boolean
  storeType: string | null
  ruleId: string | null
  error: string | null
}

export interface Section {
  name: string
  counters: Counter[]
  notes?: string[]
  sections: Section[]
}

export interface Snapshot {
  version: number
  takenAt: string
  app: {
    name: string
    buildVersion: string | null
    runtime: string
    processId: number
    startedAt: string
    uptimeSeconds: number
    requests: number | null
    invocations: number | null
  }
  process: Record<'rss' | 'rssAnon' | 'vmHwm' | 'vmSize' | 'vmPeak' | 'vmData' | 'swap', number | null> & {
    controlGroup: { version: number, limit: number | null, usage: number | null } | null
  }
  gc: Record<'allocated' | 'heapSize' | 'committed' | 'fragmented' | 'totalAllocated' | 'pauseSeconds' | 'pauseShare' | 'available', number> & {
    isServer: boolean
    generations: { name: string, size: number, fragmented: number, collections: number | null }[]
  }
  refusedCounters: number
  sections: Section[]
}

export type Unit = 'count' | 'bytes' | 'seconds' | 'share'

/** One number, and what is known about it. */
export interface Row {
  /** The same in all snapshots; no other row has it. */
  key: string
  name: string
  unit: Unit
  value: number | null
  bound: number | null
  utilization: number | null
  /** What is known besides: the type of the store, its rule, why there is no number. */
  detail: string
  isFailed: boolean
  /** Whether growth of it is worth a reader's attention: totals only ever grow. */
  mayAlarm: boolean
}

export interface Group {
  key: string
  title: string
  rows: Row[]
  notes: string[]
}

/** Reads what the server, or a file, says; throws an error that says what is wrong. */
export function parse(text: string): Snapshot {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new Error('This is not JSON.')
  }

  const snapshot = value as Partial<Snapshot> | null
  if (typeof snapshot !== 'object' || snapshot === null || !('version' in snapshot)) {
    throw new Error('This is not a snapshot.')
  }

  if (snapshot.version !== 1) {
    throw new Error(`This is version ${String(snapshot.version)} of a snapshot; the page reads version 1.`)
  }

  if (!snapshot.takenAt || !snapshot.app || !snapshot.process || !snapshot.gc || !Array.isArray(snapshot.sections)) {
    throw new Error('This is not a whole snapshot; a diff of two snapshots is none.')
  }

  return snapshot as Snapshot
}

export const rssKey = JSON.stringify(['process', 'rss'])
export const heapKey = JSON.stringify(['gc', 'heapSize'])

/** All numbers of a snapshot: the program's sections first, then what the census found, the process and the collector. */
export function groupsOf(snapshot: Snapshot): Group[] {
  const groups: Group[] = []
  for (const section of snapshot.sections) {
    addSection(groups, section, [])
  }

  groups.push(processGroup(snapshot), collectorGroup(snapshot))
  return groups
}

function addSection(groups: Group[], section: Section, path: string[]): void {
  const names = [...path, section.name]
  if (section.counters.length > 0 || section.sections.length === 0 || (section.notes ?? []).length > 0) {
    groups.push({
      key: JSON.stringify(['section', ...names]),
      title: names.join(' / '),
      rows: section.counters.map(counter => counterRow(counter, names)),
      notes: section.notes ?? [],
    })
  }

  for (const inner of section.sections) {
    addSection(groups, inner, names)
  }
}

const stateTexts = { ok: '', slow: 'slow to count', failed: 'failed', timedOut: 'did not come back in time', skipped: 'skipped: no time was left' }

function counterRow(counter: Counter, path: string[]): Row {
  const state = [stateTexts[counter.state] ?? counter.state, counter.error ?? ''].filter(text => text !== '').join(': ')
  const bound = counter.isUnbounded ? 'unbounded' : ''
  return {
    key: JSON.stringify(['store', ...path, counter.name]),
    name: counter.name,
    unit: 'count',
    value: counter.count,
    bound: counter.bound,
    utilization: counter.utilization,
    detail: [state, counter.storeType, counter.ruleId, bound, counter.boundReason].filter(text => text !== null && text !== '').join(' · '),
    isFailed: counter.count === null,
    mayAlarm: !counter.isUnbounded,
  }
}

function figure(group: string, name: string, title: string, unit: Unit, value: number | null, detail = '', mayAlarm = true): Row {
  return { key: JSON.stringify([group, name]), name: title, unit, value, bound: null, utilization: null, detail, isFailed: false, mayAlarm }
}

function processGroup({ app, process }: Snapshot): Group {
  const limit = process.controlGroup?.limit ?? null
  const usage = process.controlGroup?.usage ?? null
  const container = figure('process', 'controlGroup', 'Container', 'bytes', usage, 'memory that counts against the limit of the control group')
  const rows = [
    figure('process', 'rss', 'Resident', 'bytes', process.rss, 'RSS: pages that are in memory now'),
    figure('process', 'rssAnon', 'Resident, anonymous', 'bytes', process.rssAnon, 'RssAnon: heaps and stacks'),
    figure('process', 'vmHwm', 'Peak resident', 'bytes', process.vmHwm, 'VmHWM', false),
    figure('process', 'vmData', 'Private address space', 'bytes', process.vmData, 'VmData'),
    figure('process', 'vmSize', 'Address space', 'bytes', process.vmSize, 'VmSize', false),
    figure('process', 'vmPeak', 'Peak address space', 'bytes', process.vmPeak, 'VmPeak', false),
    figure('process', 'swap', 'Swapped out', 'bytes', process.swap, 'VmSwap'),
    { ...container, bound: limit, utilization: limit !== null && usage !== null && limit > 0 ? usage / limit : null },
    figure('process', 'requests', 'Requests', 'count', app.requests, '', false),
    figure('process', 'invocations', 'Invocations', 'count', app.invocations, '', false),
  ]
  return { key: 'process', title: 'Process', rows: rows.filter(row => row.value !== null), notes: [] }
}

const generationTitles: Record<string, string> = {
  gen0: 'Generation 0', gen1: 'Generation 1', gen2: 'Generation 2', loh: 'Large objects', poh: 'Pinned objects',
}

function collectorGroup({ gc }: Snapshot): Group {
  const rows = [
    figure('gc', 'heapSize', 'Heap', 'bytes', gc.heapSize, 'after the last collection'),
    figure('gc', 'allocated', 'Objects now', 'bytes', gc.allocated, 'garbage included', false),
    figure('gc', 'committed', 'Committed', 'bytes', gc.committed),
    figure('gc', 'fragmented', 'Fragmented', 'bytes', gc.fragmented, 'free between objects'),
    figure('gc', 'totalAllocated', 'Ever allocated', 'bytes', gc.totalAllocated, '', false),
    figure('gc', 'pauseShare', 'Paused', 'share', gc.pauseShare, 'share of the uptime'),
    figure('gc', 'pauseSeconds', 'Paused in all', 'seconds', gc.pauseSeconds, '', false),
    figure('gc', 'available', 'Available', 'bytes', gc.available, gc.isServer ? 'server collector' : 'workstation collector', false),
    ...gc.generations.map(generation => figure('gc', generation.name, generationTitles[generation.name] ?? generation.name, 'bytes', generation.size,
      generation.collections === null ? '' : `collected ${generation.collections} times`, generation.name !== 'gen0' && generation.name !== 'gen1')),
  ]
  return { key: 'gc', title: 'Garbage collector', rows, notes: [] }
}
