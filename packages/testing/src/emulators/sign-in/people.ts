import { randomInt } from "node:crypto";
import { z } from "zod";
import type { Collection, Store } from "../frame/store.ts";

/** Somebody with an account at the vendor. None of them exists; more are made on the page that asks who one is. */
export const VendorPerson = z.object({
  /** The vendor's own name for them: digits, as Google's and GitHub's are. */
  id: z.string(),
  name: z.string(),
  email: z.string(),
  /** Whether the vendor says that the address is theirs. */
  verified: z.boolean(),
});
export type VendorPerson = z.infer<typeof VendorPerson>;

export interface People {
  list(): readonly VendorPerson[];
  find(id: string): VendorPerson | undefined;
  add(person: Omit<VendorPerson, "id">): VendorPerson;
}

const MOST_PEOPLE = 200;

/** @param known those that everybody finds there; a reset brings them back. */
export function openPeople(store: Store, known: readonly VendorPerson[]): People {
  const added: Collection<VendorPerson> = store.collection("people", VendorPerson, MOST_PEOPLE);
  return {
    list: () => [...known, ...added.list()],
    find: (id) => known.find((one) => one.id === id) ?? added.find(id),
    add(person) {
      const made = { ...person, id: String(randomInt(10 ** 14)).padStart(15, "1") };
      store.change(() => added.put(made.id, made));
      return made;
    },
  };
}

/** Held from outside: they are there from the moment that the emulator listens. */
export function peopleIn({ people }: { readonly people?: People }): People {
  if (people === undefined) throw new TypeError("the emulator has not been built");
  return people;
}
