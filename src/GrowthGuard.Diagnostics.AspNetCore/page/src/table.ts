// The tables, one per section. Rows are kept and changed in place: a reader's focus, selection and scroll position stay where they are.
import { Sparkline } from './charts'
import { amount, percent, signed } from './format'
import type { History } from './history'
import type { Group, Row } from './snapshot'

/** More little curves than this would cost more than they tell. */
const mostSparklines = 100

export interface View {
  groups: Group[]
  /** Values of the baseline by the keys of rows; null when there is none. */
  baseline: Map<string, number | null> | null
  /** Hours between the baseline and what is shown. */
  hours: number
  growthFirst: boolean
  history: History
  chosen: string | null
}

/** What the baseline makes of a row. */
export function deltaOf(row: Row, baseline: Map<string, number | null> | null): number | null {
  const before = baseline?.get(row.key)
  return before === undefined || before === null || row.value === null ? null : row.value - before
}

export class Tables {
  private readonly sections = new Map<string, SectionTable>()

  constructor(private readonly parent: HTMLElement, private readonly choose: (key: string) => void) {}

  show(view: View): void {
    const budget = { left: mostSparklines }
    const elements = view.groups.map(group => {
      const section = this.sections.get(group.key) ?? new SectionTable(this.choose)
      this.sections.set(group.key, section)
      section.show(group, view, budget)
      return section.element
    })
    const keys = new Set(view.groups.map(group => group.key))
    for (const key of [...this.sections.keys()].filter(key => !keys.has(key))) {
      this.sections.delete(key)
    }

    putInOrder(this.parent, elements)
  }
}

class SectionTable {
  readonly element = make('section', 'card')
  private readonly heading = make('h2')
  private readonly scroller = make('div', 'scroller')
  private readonly body = make('tbody')
  private readonly notes = make('ul', 'notes')
  private readonly rows = new Map<string, RowView>()

  constructor(private readonly choose: (key: string) => void) {
    const table = make('table')
    const head = make('tr')
    for (const title of ['Name', 'Now', 'Change', 'Per hour', 'Bound', 'Curve']) {
      const cell = make('th')
      cell.scope = 'col'
      cell.textContent = title
      head.append(cell)
    }

    const top = make('thead')
    top.append(head)
    table.append(top, this.body)
    this.scroller.append(table)
    this.element.append(this.heading, this.scroller, this.notes)
  }

  show(group: Group, view: View, budget: { left: number }): void {
    setText(this.heading, group.title)
    // A region that scrolls must be within reach of the keyboard, and have a name.
    this.scroller.tabIndex = 0
    this.scroller.setAttribute('role', 'region')
    this.scroller.setAttribute('aria-label', group.title)
    this.scroller.hidden = group.rows.length === 0

    const rows = view.growthFirst
      ? group.rows.map((row, index) => ({ row, index, delta: deltaOf(row, view.baseline) ?? -Infinity }))
        .sort((left, right) => right.delta - left.delta || left.index - right.index).map(sorted => sorted.row)
      : group.rows
    const elements = rows.map(row => {
      const shown = this.rows.get(row.key) ?? new RowView(() => this.choose(row.key))
      this.rows.set(row.key, shown)
      shown.show(row, view, budget)
      return shown.element
    })
    const keys = new Set(rows.map(row => row.key))
    for (const key of [...this.rows.keys()].filter(key => !keys.has(key))) {
      this.rows.delete(key)
    }

    putInOrder(this.body, elements)
    this.notes.replaceChildren(...group.notes.map(note => {
      const item = make('li')
      item.textContent = note
      return item
    }))
    this.notes.hidden = group.notes.length === 0
  }
}

class RowView {
  readonly element = make('tr')
  private readonly name = make('button', 'name')
  private readonly detail = make('span', 'detail')
  private readonly now = make('td', 'number')
  private readonly change = make('td', 'number change')
  private readonly perHour = make('td', 'number')
  private readonly bound = make('td', 'number')
  private readonly boundText = make('span')
  private readonly full = make('meter')
  private readonly curve = make('td', 'curve')
  private sparkline: Sparkline | undefined

  constructor(choose: () => void) {
    const header = make('th')
    header.scope = 'row'
    header.append(this.name, this.detail)
    this.name.type = 'button'
    this.name.title = 'Show its curve'
    this.name.addEventListener('click', choose)
    this.full.max = 1
    this.bound.append(this.boundText, this.full)
    this.element.append(header, this.now, this.change, this.perHour, this.bound, this.curve)
  }

  show(row: Row, view: View, budget: { left: number }): void {
    const delta = deltaOf(row, view.baseline)
    const perHour = delta === null || view.hours <= 0 ? null : delta / view.hours
    const isNew = view.baseline !== null && !view.baseline.has(row.key)
    setText(this.name, row.name)
    this.name.setAttribute('aria-pressed', String(view.chosen === row.key))
    setText(this.detail, row.detail)
    setText(this.now, amount(row.value, row.unit))
    setText(this.change, isNew ? 'new' : signed(delta, row.unit))
    setText(this.perHour, row.unit === 'share' ? '' : signed(perHour === null ? null : Math.round(perHour), row.unit))
    setText(this.boundText, row.bound === null ? '' : row.utilization === null ? amount(row.bound, row.unit) : `${percent(row.utilization)} of ${amount(row.bound, row.unit)}`)
    this.full.hidden = row.utilization === null
    this.full.value = Math.min(1, row.utilization ?? 0)
    this.full.setAttribute('aria-label', `${row.name}: share of its bound`)
    this.element.classList.toggle('grows', row.mayAlarm && (delta ?? 0) > 0)
    this.element.classList.toggle('over', (row.utilization ?? 0) > 1)
    this.element.classList.toggle('failed', row.isFailed)
    if (view.history.hasChanged(row.key) && budget.left > 0) {
      budget.left--
      this.sparkline ??= new Sparkline(this.curve)
      this.sparkline.show(view.history.seconds, view.history.of(row.key))
    }
  }
}

function make<Name extends keyof HTMLElementTagNameMap>(name: Name, classes = ''): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name)
  element.className = classes
  return element
}

/** Written only when it is different: readers of screens tell of each change. */
function setText(element: HTMLElement, text: string): void {
  if (element.textContent !== text) {
    element.textContent = text
  }
}

/** Moves no element that is where it should be, and keeps the focus of one that is moved. */
function putInOrder(parent: HTMLElement, elements: HTMLElement[]): void {
  const focused = document.activeElement
  elements.forEach((element, index) => {
    if (parent.children[index] !== element) {
      parent.insertBefore(element, parent.children[index] ?? null)
    }
  })
  while (parent.children.length > elements.length) {
    parent.lastElementChild!.remove()
  }

  if (focused instanceof HTMLElement && focused !== document.activeElement && parent.contains(focused)) {
    focused.focus({ preventScroll: true })
  }
}
