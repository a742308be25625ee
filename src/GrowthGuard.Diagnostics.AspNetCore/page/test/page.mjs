// Tests of the page in a browser, by real clicks: node test/page.mjs http://127.0.0.1:5005/ [--screenshots FOLDER]
// The address is that of samples/GrowingService with the toggles cache and event. CHROMIUM names the browser.
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { findNothingByAxe, runTests } from './browser.mjs'

const [service, , screenshots] = process.argv.slice(2)
const address = new URL('_growthguard/', service).href

const order = async number => {
  for (let i = 0; i < number; i++) {
    await (await fetch(new URL(`orders/${i}`, service))).text()
  }
}

const row = (page, name) => page.locator('tr', { has: page.getByRole('button', { name, exact: true }) })
const cell = (page, name, column) => row(page, name).locator('td').nth(['Now', 'Change', 'Per hour', 'Bound', 'Curve'].indexOf(column))
const textIs = async (locator, expected) => {
  await locator.filter({ hasText: expected }).waitFor()
}
const numberIn = async locator => Number((await locator.textContent()).replaceAll(',', '').replace('−', '-'))
const status = page => page.getByRole('status')
const json = async () => (await fetch(new URL('debug/objects', address))).text()
const file = (name, content) => ({ name, mimeType: 'application/json', buffer: Buffer.from(content) })

const changed = (snapshot, change) => {
  const copy = JSON.parse(snapshot)
  change(copy)
  return JSON.stringify(copy)
}

const tests = {
  async 'growth is seen within one poll, with the right deltas'(page) {
    await page.getByLabel('Every').selectOption('1 s')
    await row(page, 'receipts').waitFor()
    const before = await numberIn(cell(page, 'receipts', 'Now'))
    await page.getByRole('button', { name: 'Snapshot baseline' }).click()
    await textIs(cell(page, 'receipts', 'Change'), '±0')
    await order(50)
    await textIs(cell(page, 'receipts', 'Change'), /^\+50$/)
    assert.equal(await cell(page, 'subscribers', 'Change').textContent(), '+50')
    assert.equal(await numberIn(cell(page, 'receipts', 'Now')), before + 50)
    assert.match(await cell(page, 'receipts', 'Per hour').textContent(), /^\+[\d,]+$/)
    assert.match(await cell(page, 'receipts', 'Bound').textContent(), /^[\d.]+ % of 1,000$/)
    assert.match(await cell(page, 'GrowingService.CacheToggle.Receipts', 'Change').textContent(), /^\+50$/)
    assert.deepEqual(await cell(page, 'receipts', 'Curve').locator('canvas').count(), 1)

    // The steady store is never among those that grow.
    const growing = await page.locator('tr.grows button.name').allTextContents()
    assert.ok(growing.includes('receipts') && growing.includes('subscribers'), growing.join())
    assert.ok(!growing.some(name => /steady|_prices/.test(name)), growing.join())
  },

  async 'growth comes first when asked for, and the focus stays'(page) {
    await page.getByLabel('Every').selectOption('1 s')
    await row(page, 'receipts').waitFor()
    const singletons = page.getByRole('region', { name: 'statics' })
    await page.getByRole('button', { name: 'Snapshot baseline' }).click()
    await page.getByLabel('Growth first').check()
    const name = singletons.getByRole('button', { name: 'GrowingService.CacheToggle.Receipts', exact: true })
    await name.focus()
    await order(5)
    await textIs(cell(page, 'GrowingService.CacheToggle.Receipts', 'Change'), /^\+5$/)
    assert.equal(await singletons.locator('tbody tr button').first().textContent(), 'GrowingService.CacheToggle.Receipts')
    assert.ok(await name.evaluate(element => element === document.activeElement))
    await page.getByRole('button', { name: 'Clear baseline' }).click()
    assert.equal(await cell(page, 'receipts', 'Change').textContent(), '')
  },

  async 'nothing is asked for while it is paused or hidden'(page) {
    const asked = []
    page.on('request', request => asked.push(request.url()))
    await row(page, 'receipts').waitFor()
    await page.clock.install()
    await page.getByLabel('Every').selectOption('2 s')
    await page.waitForResponse(/debug\/objects/)

    await page.getByRole('button', { name: 'Pause', exact: true }).click()
    await textIs(status(page), 'Paused.')
    asked.length = 0
    await page.clock.runFor(60_000)
    assert.deepEqual(asked, [])
    const resumed = page.waitForRequest(/debug\/objects/)
    await page.getByRole('button', { name: 'Resume' }).click()
    await resumed

    const hide = hidden => page.evaluate(value => {
      Object.defineProperty(document, 'hidden', { value, configurable: true })
      document.dispatchEvent(new Event('visibilitychange'))
    }, hidden)
    await page.waitForResponse(/debug\/objects/).catch(() => {})
    await hide(true)
    await textIs(status(page), 'the tab is hidden')
    asked.length = 0
    await page.clock.runFor(60_000)
    assert.deepEqual(asked, [])
    const shown = page.waitForRequest(/debug\/objects/)
    await hide(false)
    await shown
    await textIs(status(page), 'Live.')
  },

  async 'a snapshot is exported as the server sent it, and two files are compared'(page) {
    await row(page, 'receipts').waitFor()
    await page.getByRole('button', { name: 'Pause', exact: true }).click()
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Export' }).click()])
    const exported = await readFile(await download.path(), 'utf8')
    assert.match(download.suggestedFilename(), /^census-[\dT-]+\.json$/)
    assert.equal(JSON.parse(exported).app.name, 'GrowingService')

    const hourLater = changed(exported, snapshot => {
      snapshot.takenAt = new Date(Date.parse(snapshot.takenAt) + 7_200_000).toISOString()
      const receipts = snapshot.sections.find(section => section.name === 'orders').counters.find(counter => counter.name === 'receipts')
      receipts.count += 3000
      receipts.utilization = receipts.count / receipts.bound
    })
    await page.getByLabel('Import as baseline').setInputFiles(file('before.json', exported))
    await page.getByLabel('Import as current').setInputFiles(file('after.json', hourLater))
    await textIs(cell(page, 'receipts', 'Change'), '+3,000')
    assert.equal(await cell(page, 'receipts', 'Per hour').textContent(), '+1,500')
    assert.ok(await row(page, 'receipts').evaluate(element => element.classList.contains('over')))
    await textIs(page.locator('#comparison'), /after\.json.*before\.json.*2 h 0 min before\.$/)

    await page.getByLabel('Import as current').setInputFiles(file('other.json', changed(hourLater, snapshot => { snapshot.app.processId++ })))
    await textIs(page.locator('#comparison'), 'another process')
    for (const [text, message] of [['{', 'not JSON'], ['[]', 'not a snapshot'], ['{"version":2}', 'version 2'], ['{"version":1,"counters":[]}', 'diff of two snapshots']]) {
      await page.getByLabel('Import as current').setInputFiles(file('wrong.json', text))
      await textIs(page.locator('#comparison'), new RegExp(`wrong\\.json: .*${message}`))
    }
  },

  async 'names are text, whatever they hold'(page) {
    const name = '<img src=x onerror="document.title=1">\n<b>bold</b>'
    const hostile = changed(await json(), snapshot => {
      const section = snapshot.sections.find(of => of.name === 'orders')
      section.name = name
      section.notes = [name]
      section.counters = [{ ...section.counters[0], name, storeType: name, error: name, state: 'failed', count: null }]
      snapshot.app.name = name
    })
    await row(page, 'receipts').waitFor()
    await page.getByLabel('Import as current').setInputFiles(file('hostile.json', hostile))
    await textIs(page.getByRole('heading', { level: 1 }), 'onerror')
    assert.equal(await page.locator('main img, main b').count(), 0)
    assert.ok((await page.locator('button.name').allTextContents()).includes(name))
    assert.match(await page.title(), /^<img/)
  },

  async 'what the server refuses or cannot answer is said'(page) {
    await row(page, 'receipts').waitFor()
    const reasons = [
      [route => route.fulfill({ status: 403, contentType: 'text/plain', body: 'Only for callers on this machine.' }), 'The server refuses: Only for callers on this machine.'],
      [route => route.fulfill({ status: 503 }), 'The server answers 503.'],
      [route => route.abort(), 'The server does not answer.'],
      [route => route.fulfill({ json: { version: 9 } }), 'version 9'],
    ]
    for (const [index, [answer, message]] of reasons.entries()) {
      await page.route(/debug\/objects/, answer, { times: 1 })
      await page.getByLabel('Every').selectOption(index % 2 === 0 ? '15 s' : '1 min')
      await textIs(status(page), message)
      assert.ok(await row(page, 'receipts').isVisible())
    }

    await page.getByLabel('Every').selectOption('5 s')
    await textIs(status(page), 'Live.')
  },

  async 'another host is refused with a page that says why'(page) {
    const response = await page.goto(address.replace('127.0.0.1', 'shop.example'))
    assert.equal(response.status(), 403)
    assert.match(response.headers()['content-type'], /^text\/html/)
    assert.match(await page.locator('body').textContent(), /shop\.example|host/i)
  },

  async 'everything can be reached and used with the keyboard'(page) {
    await row(page, 'receipts').waitFor()
    const reached = []
    await page.keyboard.press('Tab')
    for (let i = 0; i < 9; i++) {
      const id = await page.evaluate(() => document.activeElement.id)
      reached.push(id)
      if (id === 'baseline' || id === 'growth-first') {
        await page.keyboard.press('Space')
      }

      await page.keyboard.press('Tab')
    }

    assert.deepEqual(reached.slice(0, 8), ['baseline', 'clear', 'growth-first', 'interval', 'pause', 'export', 'import-baseline', 'import-current'])
    assert.ok(await page.getByLabel('Growth first').isChecked())
    await row(page, 'receipts').getByRole('button').focus()
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'receipts' }).waitFor()
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'receipts' }).waitFor({ state: 'hidden' })
  },

  async 'axe finds nothing, in light and dark, on a desk and on a phone'(page) {
    await page.getByLabel('Every').selectOption('1 s')
    await row(page, 'receipts').waitFor()
    await page.getByRole('button', { name: 'Snapshot baseline' }).click()
    await row(page, 'subscribers').getByRole('button').click()
    await order(20)
    await textIs(cell(page, 'receipts', 'Change'), /^\+20$/)
    await findNothingByAxe(page, screenshots === undefined ? undefined : `${screenshots}/page`)
  },
}

await runTests(tests, address, {
  // The browser says by itself that an answer is no success, and that the other host has no certificate; anything else is ours.
  expected: /^(Failed to load resource|The Cross-Origin-Opener-Policy header)/,
  allowed: /^(http:\/\/(127\.0\.0\.1|shop\.example):|blob:|data:)/,
  // A name that is not this machine's, for the refusal.
  args: ['--host-resolver-rules=MAP shop.example 127.0.0.1'],
})
