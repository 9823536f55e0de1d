import { ApiProblem } from "../../api.ts";
import { fill } from "../../languages.ts";
import type { FormFailure } from "../../ui/form.tsx";
import type { FailureCopy } from "./copy/failures.ts";

/** A sentence, and the field to say it at; about none, it stands above the form. */
export interface Said {
  readonly field?: string;
  readonly text: string;
}

/** What the API's answers mean to one form. */
export interface FailureTable {
  /** By the answer's code. */
  readonly codes: Readonly<Record<string, Said>>;
  /** By the field of the body that the answer finds at fault. */
  readonly paths?: Readonly<Record<string, Said>>;
}

/** What came of something that was tried: neither, as long as nothing was. */
export interface Attempt<Done> {
  readonly done?: Done;
  readonly failure?: FormFailure;
}

/** Tries it. An answer of the API that is no success becomes words; a fault of ours is thrown on. */
export async function attempt<Done>(
  work: () => Promise<Done>,
  table: FailureTable,
  words: FailureCopy,
): Promise<Attempt<Done>> {
  try {
    return { done: await work() };
  } catch (error) {
    if (error instanceof ApiProblem) return { failure: formFailure(error, table, words) };
    throw error;
  }
}

export function formFailure(problem: ApiProblem, { codes, paths = {} }: FailureTable, words: FailureCopy): FormFailure {
  const known = codes[problem.code];
  const said = known ? [known] : problem.faults.flatMap(({ path }) => paths[path] ?? []);
  if (said.length === 0) return { summary: generalSentence(problem, words) };
  const summary = said.find(({ field }) => field === undefined)?.text;
  const atFields = said.flatMap(({ field, text }) => (field === undefined ? [] : [[field, text] as const]));
  return { fields: Object.fromEntries(atFields), ...(summary !== undefined && { summary }) };
}

/** The same as one sentence, where there are no fields: beside a button, in a question. */
export function failureSentence(
  problem: ApiProblem,
  codes: Readonly<Record<string, string>>,
  words: FailureCopy,
): string {
  return codes[problem.code] ?? generalSentence(problem, words);
}

/** What is said of a vendor that a press waited for. `{id}` in `silent` joins what is seen with our log. */
export interface AwayCopy {
  readonly silent: string;
  readonly off: string;
}

/** The same sentence however it was noticed that a vendor is away; `undefined` of any other failure. */
export function awaySentence(problem: ApiProblem, dependency: string, copy: AwayCopy): string | undefined {
  if (problem.dependency !== dependency) return undefined;
  return SWITCHED_OFF.test(problem.code) ? copy.off : fill(copy.silent, { id: problem.requestId ?? "–" });
}

const SWITCHED_OFF = /[.](?:switched_off|disabled)$/;

/** By status and not by kind: no answer at all, one of ours that says "not now", and a fault differ for a person. */
const SENTENCES: Readonly<Record<number, Exclude<keyof FailureCopy, "unexpected" | "unconfirmed">>> = {
  0: "offline",
  401: "signedOut",
  403: "forbidden",
  404: "gone",
  429: "limited",
  502: "unavailable",
  503: "unavailable",
  504: "unavailable",
};

function generalSentence({ code, status, requestId }: ApiProblem, words: FailureCopy): string {
  if (code === "identity.step_up_required") return words.unconfirmed;
  const known = SENTENCES[status];
  return known === undefined ? fill(words.unexpected, { id: requestId ?? "–" }) : words[known];
}
