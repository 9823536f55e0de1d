import type { OwnRunsCopy } from "./copy/own-runs.ts";
import type { OwnRun } from "./own-runs.ts";

/** What it is called where people are, and what it is for. A job that has no words yet is called by its own name, made readable. */
export function wordsOf({ job, kind }: Pick<OwnRun, "job" | "kind">, copy: OwnRunsCopy) {
  const known = Object.hasOwn(copy.jobs, job) ? copy.jobs[job] : undefined;
  if (known !== undefined) return known;
  if (kind === "reaction") return { name: copy.reactionName, text: copy.reactionText };
  return { name: readable(job), text: copy.otherText };
}

/** `billing.send_invoice` as `Send invoice`. */
function readable(job: string): string {
  const words = job
    .slice(job.indexOf(".") + 1)
    .replaceAll(/[._-]+/g, " ")
    .trim();
  return words === "" ? job : words.charAt(0).toUpperCase() + words.slice(1);
}
