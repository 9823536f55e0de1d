/**
 * What notifications are about. `isOptional`: a person may turn its mail off. `isEssential`: its mail is tried even where
 * an address bounced or complained before, since somebody can't get into their account, or keep it, without.
 */
export const CATEGORIES = {
  security: { isOptional: false, isEssential: true },
  billing: { isOptional: false, isEssential: true },
  invitations: { isOptional: false, isEssential: false },
  workspace_activity: { isOptional: true, isEssential: false },
} as const satisfies Record<string, { readonly isOptional: boolean; readonly isEssential: boolean }>;

export type Category = keyof typeof CATEGORIES;
export type OptionalCategory = {
  [C in Category]: (typeof CATEGORIES)[C]["isOptional"] extends true ? C : never;
}[Category];

/** In the order in which they are shown. */
export const CATEGORY_NAMES: readonly Category[] = ["security", "billing", "invitations", "workspace_activity"];

export function isOptional(category: Category): category is OptionalCategory {
  return CATEGORIES[category].isOptional;
}
