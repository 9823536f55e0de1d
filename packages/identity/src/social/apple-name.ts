import { z } from "zod";

const User = z.object({
  name: z.object({ firstName: z.string().optional(), lastName: z.string().optional() }).optional(),
});

/** Apple sends a name beside its answer, unsigned and the first time only: good to fill a field with. Empty for none. */
export function appleName(user: string): string {
  const { firstName = "", lastName = "" } = User.safeParse(jsonOf(user)).data?.name ?? {};
  return `${firstName} ${lastName}`.trim().slice(0, 80);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
