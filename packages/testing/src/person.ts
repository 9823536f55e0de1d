import type { Person } from "./port.ts";

/** Somebody nobody has met: no two calls collide, so journeys need no clean slate and may run side by side. */
export function newPerson(): Person {
  const mark = crypto.randomUUID().replaceAll("-", "").slice(-12);
  return { name: `Ada ${mark}`, email: `ada.${mark}@example.com`, password: `${crypto.randomUUID()}-Aa` };
}
