// How numbers are written. One decimal place is enough to see growth, and numbers that jump about are hard to read.
import type { Unit } from './snapshot'

const plain = new Intl.NumberFormat('en', { maximumFractionDigits: 0 })
const short = new Intl.NumberFormat('en', { minimumFractionDigits: 1, maximumFractionDigits: 1 })
const clock = new Intl.DateTimeFormat('en', { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' })

const units = ['B', 'KB', 'MB', 'GB', 'TB', 'PB']

export function bytes(value: number): string {
  let amount = Math.abs(value)
  let unit = 0
  while (amount >= 1024 && unit < units.length - 1) {
    amount /= 1024
    unit++
  }

  return `${value < 0 ? '−' : ''}${unit === 0 ? plain.format(amount) : short.format(amount)} ${units[unit]}`
}

export function amount(value: number | null, unit: Unit): string {
  if (value === null) {
    return '–'
  }

  switch (unit) {
    case 'bytes': return bytes(value)
    case 'seconds': return `${short.format(value).replace('-', '−')} s`
    case 'share': return percent(value)
    case 'count': return plain.format(value).replace('-', '−')
  }
}

/** With its sign, so that growth and shrinking differ without colour. */
export function signed(value: number | null, unit: Unit): string {
  if (value === null) {
    return ''
  }

  const text = amount(value, unit)
  return value > 0 ? `+${text}` : value === 0 ? '±0' : text
}

export const percent = (value: number): string => `${short.format(value * 100).replace('-', '−')} %`

export const time = (value: string | number): string => clock.format(new Date(value))

export function duration(seconds: number): string {
  const minutes = Math.floor(seconds / 60)
  const hours = Math.floor(minutes / 60)
  return hours >= 48 ? `${Math.floor(hours / 24)} days` : hours > 0 ? `${hours} h ${minutes % 60} min` : minutes > 0 ? `${minutes} min ${Math.floor(seconds % 60)} s` : `${Math.floor(seconds)} s`
}
