import { fill } from "../../languages.ts";
import type { ElsewhereCopy } from "./copy/elsewhere.ts";
import { SOCIAL_PROBLEMS, type SocialCopy, VENDOR_NAMES } from "./copy/social.ts";

/** What the address says that came of a way to a vendor. Anybody can write one: it is a word of a closed list, or nothing. */
export function socialProblem(given: unknown, copy: Pick<SocialCopy, "problems">): string | undefined {
  const known = SOCIAL_PROBLEMS.find((problem) => problem === given);
  return known && copy.problems[known];
}

/** The same where there is one place to sign in, which goes by its name. */
export function elsewhereProblem(
  given: unknown,
  {
    place,
    social,
    elsewhere,
  }: { readonly place: string; readonly social: SocialCopy; readonly elsewhere: ElsewhereCopy },
): string | undefined {
  const sentence = socialProblem(given, { problems: { ...social.problems, ...elsewhere.problems } });
  return sentence && fill(sentence, { place });
}

export function socialOutcome(
  { problem, connected }: Readonly<Record<string, unknown>>,
  copy: SocialCopy,
  sso: string,
): { readonly tone: "good" | "bad"; readonly text: string } | undefined {
  const text = socialProblem(problem, copy);
  if (text !== undefined) return { tone: "bad", text };
  if (connected === "sso") return { tone: "good", text: sso };
  const vendor = Object.entries(VENDOR_NAMES).find(([provider]) => provider === connected)?.[1];
  return vendor === undefined ? undefined : { tone: "good", text: fill(copy.connections.connected, { vendor }) };
}
