/** What the API takes (packages/media/src/domain/purpose.ts), to tell a person before anything is sent. */
export const PICTURE = { maxBytes: 2 * 1024 * 1024, types: ["image/png", "image/jpeg", "image/webp"] } as const;
export const FILE = { maxBytes: 10 * 1024 * 1024, types: undefined } as const;

export interface Limits {
  readonly maxBytes: number;
  /** Absent: the API looks at what it is. */
  readonly types: readonly string[] | undefined;
}

export type Unfit = "empty" | "tooLarge" | "wrongType";

/** A page or a program, told by what the browser makes of its name. The API looks at the bytes. */
const ACTIVE = /html|svg|xml$|javascript/i;

export function unfitness({ size, type }: Pick<File, "size" | "type">, { maxBytes, types }: Limits): Unfit | undefined {
  if (types !== undefined ? !types.includes(type) : ACTIVE.test(type)) return "wrongType";
  if (size === 0) return "empty";
  return size > maxBytes ? "tooLarge" : undefined;
}
