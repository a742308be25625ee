// Takes the pictures of a report for the documents: node test/picture.mjs FILE.html FOLDER. CHROMIUM names the browser.
import { pathToFileURL } from 'node:url'
import { chromium } from 'playwright-core'

const [report, folder] = process.argv.slice(2)
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ['--no-sandbox', '--disable-dev-shm-usage'] })
for (const colorScheme of ['light', 'dark']) {
  const page = await (await browser.newContext({ colorScheme, viewport: { width: 1000, height: 900 } })).newPage()
  await page.goto(pathToFileURL(report).href)
  await page.locator('details.finding summary').first().click()
  await page.locator('#filter').evaluate(element => element.scrollIntoView())
  await page.screenshot({ path: `${folder}/report-${colorScheme}.png` })
}

await browser.close()
