// Writes dist/: one script, one style sheet, the page, its icon, and the licences of what is bundled.
import { copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const here = name => new URL(name, import.meta.url)
await rm(here('dist/'), { recursive: true, force: true })
await mkdir(here('dist/'))
await build({
  absWorkingDir: fileURLToPath(here('.')),
  entryPoints: { page: 'src/page.ts' },
  outdir: 'dist',
  bundle: true,
  format: 'esm',
  target: 'es2022',
  minify: true,
  legalComments: 'none',
  charset: 'utf8',
  logLevel: 'warning',
})
for (const name of ['index.html', 'icon.svg']) {
  await copyFile(here('src/' + name), here('dist/' + name))
}

const uplot = await readFile(here('node_modules/uplot/LICENSE'), 'utf8')
await writeFile(here('dist/licenses.txt'), `page.js contains µPlot, https://github.com/leeoniya/uPlot\n\n${uplot.trim()}\n`)
