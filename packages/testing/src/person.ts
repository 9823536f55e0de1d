import type { Person } from "./port.ts";

/**
 * Somebody nobody has met: no two calls collide, so journeys need no clean slate and may run side by side. The domain is
 * reserved (RFC 2606), and none that a mail vendor refuses, as they do with `example.com`.
 */
export function newPerson(): Person {
  const mark = crypto.randomUUID().replaceAll("-", "").slice(-12);
  return { name: `Ada ${mark}`, email: `ada.${mark}@inbox.example`, password: `${crypto.randomUUID()}-Aa` };
}
