import { randomUUID } from "node:crypto";
import { TestingError } from "../errors.ts";
import type { AppDriver, Credentials, Person } from "../port.ts";

const SHORTEST_PASSWORD = 8;

/** A product in a few lines: what journeys expect of the real one, without a network. */
export interface PretendApp {
  /** The new session. @throws TestingError `testing.refused` for a short password or an address in use. */
  signUp(person: Person): string;
  /** The new session. @throws TestingError `testing.refused` when address and password do not belong together. */
  signIn(credentials: Credentials): string;
  /** Ends one session. An unknown one is no error. */
  signOut(session: string | undefined): void;
  /** Whose session it is, by name; undefined for none and for one that has ended. */
  findName(session: string | undefined): string | undefined;
}

export function pretendApp(): PretendApp {
  const people = new Map<string, Person>();
  const sessions = new Map<string, Person>();

  const open = (person: Person) => {
    const session = randomUUID();
    sessions.set(session, person);
    return session;
  };

  return {
    signUp(person) {
      if (person.password.length < SHORTEST_PASSWORD) {
        throw new TestingError("testing.refused", `The password needs ${SHORTEST_PASSWORD} characters or more`);
      }
      if (people.has(keyOf(person))) throw new TestingError("testing.refused", "This address has an account");
      people.set(keyOf(person), person);
      return open(person);
    },
    signIn(credentials) {
      const person = people.get(keyOf(credentials));
      if (person?.password !== credentials.password) {
        throw new TestingError("testing.refused", "Address and password do not belong together");
      }
      return open(person);
    },
    signOut(session) {
      if (session !== undefined) sessions.delete(session);
    },
    findName(session) {
      return session === undefined ? undefined : sessions.get(session)?.name;
    },
  };
}

/** A driver without a product, for testing journeys and the suite itself. Two of them meet at one `app`. */
export function memoryDriver({ app = pretendApp() }: { readonly app?: PretendApp } = {}): AppDriver {
  let session: string | undefined;

  const enter = (next: string) => {
    session = next;
    if (app.findName(session) === undefined) {
      throw new TestingError("testing.no_effect", "the product opened a session for nobody");
    }
  };

  return {
    signsUp: async (person) => enter(app.signUp(person)),
    signsIn: async (credentials) => enter(app.signIn(credentials)),
    signsOut: async () => app.signOut(session),
    isGreetedAs: async (name) => app.findName(session) === name,
    isAskedToSignIn: async () => app.findName(session) === undefined,
    close: async () => undefined,
  };
}

function keyOf({ email }: Credentials): string {
  return email.toLowerCase();
}
