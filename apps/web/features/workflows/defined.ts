/** What is asked, and no name of what is not: neither a query nor a body has a value for that. */
export function defined<Query extends object>(
  query: Query,
): { [Name in keyof Query]?: Exclude<Query[Name], undefined> } {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what was undefined is gone
  return Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined)) as {
    [Name in keyof Query]?: Exclude<Query[Name], undefined>;
  };
}
