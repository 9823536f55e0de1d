const maxCharacters = 2_000;

/** What a run remembers of a thrown value. A failed query's message carries its parameters, so it is left out. */
export function messageOf(thrown: unknown): string {
  if (!(thrown instanceof Error))
    return typeof thrown === "string" ? tidy(thrown) : "a value that is no Error was thrown";
  if ("query" in thrown && "params" in thrown) return "a database query failed";
  return tidy(textOf(thrown.message) || textOf(thrown.name) || "an Error without a message was thrown");
}

/** Whoever throws may have put anything there. */
const textOf = (value: unknown) => (typeof value === "string" ? value : "");

function tidy(text: string): string {
  return text.slice(0, maxCharacters).replaceAll("\0", "").toWellFormed();
}
