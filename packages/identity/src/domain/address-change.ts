/** How long both addresses have to agree. */
export const ADDRESS_CHANGE_MS = 24 * 3_600_000;

export interface Agreement {
  readonly oldAgreed: boolean;
  readonly newAgreed: boolean;
}

export const isAgreed = ({ oldAgreed, newAgreed }: Agreement): boolean => oldAgreed && newAgreed;

export const sidesOf = ({ oldAgreed, newAgreed }: Agreement): readonly ("old" | "new")[] => [
  ...(oldAgreed ? (["old"] as const) : []),
  ...(newAgreed ? (["new"] as const) : []),
];
