/** What somebody with a copy wants to do, and where it is written; README.md has the same for whoever begins there. */
export const WANTS = [
  ["start", "/docs/guides/getting-started"],
  ["watch", "/docs/guides/development-console"],
  ["find", "/docs/guides/where-things-are"],
  ["route", "/docs/guides/add-a-route"],
  ["feature", "/docs/guides/the-product-example"],
  ["swap", "/docs/systems"],
  ["test", "/docs/guides/run-one-test"],
  ["deploy", "/docs/guides/deploy"],
  ["ask", "/docs/guides/questions"],
] as const;
export type Want = (typeof WANTS)[number][0];
