// Tests of the report of 'growthguard check' in a browser, by real clicks: node test/report.mjs FILE.html
// The file is the second report of ReportTests. CHROMIUM names the browser.
import assert from 'node:assert/strict'
import { pathToFileURL } from 'node:url'
import { findNothingByAxe, runTests } from './browser.mjs'

const [report] = process.argv.slice(2)
const address = pathToFileURL(report).href

const shown = page => page.locator('details.finding:visible')
const status = page => page.getByRole('status').textContent()

const tests = {
  async 'findings are filtered by text and by cause'(page) {
    assert.equal(await status(page), '4 of 4 findings')
    await page.getByLabel('Text').fill('prices shop.csproj')
    assert.equal(await status(page), '1 of 4 findings')
    assert.equal(await shown(page).count(), 1)
    assert.equal(await page.getByRole('heading', { level: 2, name: /GG3001/ }).count(), 0)
    await page.getByLabel('Text').fill('')
    await page.getByLabel('Cause').selectOption('GG3001')
    assert.equal(await status(page), '1 of 4 findings')
    assert.equal(await page.getByRole('heading', { level: 2, name: /GG1001/ }).count(), 0)
    await page.getByLabel('Text').fill('nothing of this name')
    assert.equal(await status(page), '0 of 4 findings')
  },

  async 'what is new since the last report is told from what was there'(page) {
    await page.getByText('2 new, 1 gone.').waitFor()
    await page.getByLabel('New only').check()
    assert.equal(await status(page), '2 of 4 findings')
    await page.getByText('1 finding gone').click()
    await page.getByText('src/Old.cs:3').waitFor()
    assert.equal(await page.getByRole('img', { name: 'Violations, report by report' }).count(), 1)
  },

  async 'a finding opens by a click, with its source and the calls that lead to it'(page) {
    const finding = page.locator('details.finding', { hasText: "'Prices' grows" })
    assert.ok(!await finding.getByRole('list').isVisible())
    await finding.locator('summary').click()
    assert.deepEqual(
      await finding.getByRole('listitem').allTextContents(),
      ['Function.Handle (Prices.cs:9)', 'Prices.Add (Prices.cs:7)', 'Shop.Prices.All'],
    )
    assert.deepEqual(await finding.locator('mark.reported').allTextContents(), ['All'])
    assert.deepEqual(await finding.locator('mark.evidence').allTextContents(), ['All[sku] = 1'])
    assert.match(await finding.locator('pre').textContent(), /^3 {2}public static class Prices\n[^]*\n9 {2}/)
  },

  async 'everything can be reached and used with the keyboard'(page) {
    const reached = []
    for (let i = 0; i < 8; i++) {
      await page.keyboard.press('Tab')
      reached.push(await page.evaluate(() => document.activeElement.id || document.activeElement.tagName))
      if (reached.at(-1) === 'open') {
        await page.keyboard.press('Space')
      }
    }

    assert.deepEqual(reached, ['SUMMARY', 'text', 'rule', 'new', 'open', 'A', 'SUMMARY', 'SUMMARY'])
    assert.equal(await page.locator('details.finding[open]').count(), 4)
    await page.keyboard.press('Enter')
    assert.equal(await page.locator('details.finding[open]').count(), 3)
  },

  async 'names and source are text, whatever they hold'(page) {
    await page.getByRole('button', { name: 'Open all' }).click()
    assert.equal(await page.locator('main img, main b, main script').count(), 0)
    assert.notEqual(await page.title(), '1')
    await page.getByText('<img src=x onerror="document.title=1">').first().waitFor()
    await page.getByText('</pre><script>document.title=1</script>').first().waitFor()
  },

  async 'the page allows no script but its own'(page) {
    const refused = await page.evaluate(() => new Promise(resolve => {
      document.addEventListener('securitypolicyviolation', event => resolve(event.violatedDirective))
      const script = document.createElement('script')
      script.textContent = 'document.title = "1"'
      document.body.append(script)
    }))
    assert.match(refused, /^script-src/)
    assert.notEqual(await page.title(), '1')
  },

  async 'axe finds nothing, in light and dark, on a desk and on a phone'(page) {
    await page.getByRole('button', { name: 'Open all' }).click()
    await findNothingByAxe(page)
  },
}

await runTests(tests, address, { expected: /Content Security Policy/, allowed: /^file:/ })
