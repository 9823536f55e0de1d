/**
 * `npm test`: everything that decides whether a change is good, from a bare clone. Its last line is the sum.
 * With `--static`, what `npm run check` runs: all that needs neither the product nor a browser.
 */
import { findBrowser } from "./lib/browser.mjs";
import { buildStep, commandLineStep, journeysStep, staticSteps, tourStep, vitestStep } from "./lib/gate.mjs";
import { ensureInstalled } from "./lib/install.mjs";
import { runSteps } from "./lib/steps.mjs";

await ensureInstalled();
const began = Date.now();
const total = process.argv.includes("--static") ? await check() : await everything();
console.log(`\n${Math.round((Date.now() - began) / 1_000)} s`);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed === 0 ? 0 : 1);

function check() {
  return runSteps([...staticSteps(), vitestStep("checks", ["--project", "scripts", "scripts/checks"])]);
}

async function everything() {
  const browser = findBrowser();
  const steps = [commandLineStep(), ...staticSteps(), vitestStep("tests"), buildStep()];
  if ("path" in browser) return runSteps([...steps, tourStep(browser.path), journeysStep(browser.path)]);
  const { passed, failed } = await runSteps(steps);
  console.log(`✗ journeys     could not run: ${browser.problem}`);
  return { passed, failed: failed + 1 };
}
