// What tests of pages in a browser have in common. CHROMIUM names the browser.
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { chromium } from 'playwright-core'

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** Runs each test on a new page at the address, and ends the process: with 1 when one failed or a page complained. */
export const runTests = async (tests, address, { expected = /^$/, allowed, args = [] }) => {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM,
    args: ['--no-sandbox', '--disable-dev-shm-usage', ...args],
  })
  let failures = 0
  for (const [name, test] of Object.entries(tests)) {
    const context = await browser.newContext({ acceptDownloads: true })
    context.setDefaultTimeout(20_000)
    const page = await context.newPage()
    const complaints = []
    page.on('pageerror', error => complaints.push(error.message))
    page.on('console', message => {
      if (message.type() === 'error' && !expected.test(message.text())) {
        complaints.push(message.text())
      }
    })
    page.on('request', request => {
      if (!allowed.test(request.url())) {
        complaints.push(`asked for ${request.url()}`)
      }
    })
    try {
      await page.goto(address)
      await test(page)
      assert.deepEqual(complaints, [])
      console.log(`ok - ${name}`)
    } catch (error) {
      failures++
      const status = await page.getByRole('status').textContent({ timeout: 100 }).catch(() => '?')
      console.log(`not ok - ${name}\n${error.stack}\nstatus: ${status} ${complaints.join('; ')}`)
    }

    await context.close()
  }

  await browser.close()
  process.exit(failures === 0 ? 0 : 1)
}

/** Looks at the page as it is, in light and dark, on a desk and on a phone; takes pictures where a start of their names is given. */
export const findNothingByAxe = async (page, pictures) => {
  for (const colorScheme of ['light', 'dark']) {
    for (const width of [1280, 360]) {
      await page.emulateMedia({ colorScheme })
      await page.setViewportSize({ width, height: 900 })
      await page.evaluate(axe)
      const { violations } = await page.evaluate(() => globalThis.axe.run())
      assert.deepEqual(violations.map(({ id, nodes }) => [id, nodes[0].html, nodes[0].failureSummary]), [], `${colorScheme}, ${width}`)
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `scrolls sideways at ${width}`)
      if (pictures !== undefined) {
        await page.evaluate(() => scrollTo(0, 0))
        await page.screenshot({ path: `${pictures}-${colorScheme}${width < 1000 ? '-phone' : ''}.png` })
      }
    }
  }
}
