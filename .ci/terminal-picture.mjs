// Draws what 'growthguard check' prints as a terminal shows it:
//   dotnet run --project src/GrowthGuard.Tool -- check samples/LeakyOrders | node .ci/terminal-picture.mjs > docs/images/terminal.svg
// The lines are in the description of the picture too, where a test compares them with what is printed.
import { readFileSync } from 'node:fs'

const Columns = 108
const Findings = 3
const escaped = text => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
const printed = readFileSync(0, 'utf8').split(/\r?\n/).map(line => line.replace(/ \[https?:[^\]]*\]$/, '').replace(/^.*\/(?=\w+\.cs\()/, ''))
const lines = [
  ...printed.filter(line => /: (warning|error) GG\d+: /.test(line)).map(line => line.replace(/ \(see [^()]*\)$/, '')).slice(0, Findings),
  ...printed.filter(line => / violations? .*in \d+ project/.test(line)).map(line => line.replace(/, [\d.]+ s$/, '')),
]

// Words that fit, line by line; what belongs to the line before is indented.
const rows = lines.flatMap(line => line.split(' ').reduce((wrapped, word) => {
  const last = wrapped.at(-1)
  return last !== undefined && `${last} ${word}`.length <= Columns
    ? [...wrapped.slice(0, -1), `${last} ${word}`]
    : [...wrapped, last === undefined ? word : `    ${word}`]
}, []))
const height = 22 * (rows.length + 2) + 18
const drawn = (text, y) => `<text x="20" y="${y}" xml:space="preserve">${escaped(text)
  .replace(/^(\w+\.cs\(\d+,\d+\)): (warning|error) (GG\d+):/, '$1: <tspan class="$2">$2 $3</tspan>:')}</text>`

console.log(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 920 ${height}" role="img">
<title>growthguard check samples/LeakyOrders</title>
<desc>
${lines.map(escaped).join('\n')}
</desc>
<style>text { font: 13.5px ui-monospace, monospace; fill: #edeef0; } .warning, .sum { fill: #ffb55e; } .error { fill: #ff9592; } .prompt { fill: #3dd68c; }</style>
<rect width="920" height="${height}" rx="8" fill="#111113"/>
<text x="20" y="32"><tspan class="prompt">$</tspan> growthguard check samples/LeakyOrders</text>
${rows.map((row, index) => drawn(row, 60 + 22 * index)).join('\n')}
</svg>`)
