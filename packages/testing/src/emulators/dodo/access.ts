import type { Answer, EmulatorRequest } from "../frame/define.ts";
import { refuse } from "./answers.ts";

/** Who may ask at all. */
export function createAccess(apiKey: string) {
  return (request: EmulatorRequest): Answer | undefined => {
    if (request.headers.get("authorization") !== `Bearer ${apiKey}`) {
      return refuse(401, "UNAUTHORIZED", "The API key is missing or not valid.");
    }
    if (request.body instanceof SyntaxError) return refuse(422, "INVALID_REQUEST_BODY", "The body is not JSON.");
    return undefined;
  };
}

/** The first fault of a body, as a refusal. */
export function invalid(error: { readonly issues: readonly { readonly path: readonly PropertyKey[] }[] }): Answer {
  const field = error.issues[0]?.path.map(String).join(".") || "body";
  return refuse(422, "INVALID_REQUEST_BODY", `The field ${field} is missing or not valid.`);
}
