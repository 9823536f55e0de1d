/** As the database orders names: whatever their case. */
export const byName = (one: { readonly name: string }, other: { readonly name: string }): number =>
  one.name.toLowerCase() < other.name.toLowerCase() ? -1 : 1;
