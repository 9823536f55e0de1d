import type { Mutant } from "@ninefold/testing/conformance-kit";
import { builtIn } from "../src/domain/roles.ts";
import { IdentityError, type IdentityErrorCode } from "../src/errors.ts";
import type { IdentityProvider, Invitation, InvitationLetter, Membership, MintedToken, Session } from "../src/port.ts";
import { TERMS_VERSION } from "../src/terms.ts";
import { type Attempt, codeOf, type IdentitySubject } from "./cases/subject.ts";
import { ORIGIN } from "./targets.ts";

type IdentityMutant = Mutant<IdentitySubject>;
type Form = Readonly<Record<string, string>>;
type Call = IdentitySubject["call"];

/** Breaks the provider; how a person acts on it stays as it is. */
const provider =
  (broken: (good: IdentityProvider, subject: IdentitySubject) => Partial<IdentityProvider>): IdentityMutant =>
  (subject) => ({ ...subject, provider: { ...subject.provider, ...broken(subject.provider, subject) } });

/** Breaks what one endpoint answers. */
const endpoint =
  (name: string, broken: (form: Form, good: () => Promise<Attempt>, subject: IdentitySubject) => Promise<Attempt>) =>
  (subject: IdentitySubject): IdentitySubject => ({
    ...subject,
    call: (asked, body, headers) => {
      const good = () => subject.call(asked, body, headers);
      return asked === name ? broken(body as Form, good, subject) : good();
    },
  });

/** Breaks what reaches every endpoint. */
const sent =
  (broken: (...given: Parameters<Call>) => Parameters<Call>): IdentityMutant =>
  (subject) => ({
    ...subject,
    call: (...given) => subject.call(...broken(...given)),
  });

const told =
  (broken: (type: string) => number): IdentityMutant =>
  (subject) => ({
    ...subject,
    facts: async () => (await subject.facts()).flatMap((fact) => Array.from({ length: broken(fact.type) }, () => fact)),
  });
const never = (...types: readonly string[]) => told((type) => (types.includes(`${type.split(".")[1]}`) ? 0 : 1));

/** Resolves where the provider refuses with this code. */
async function overlook<T>(code: IdentityErrorCode, work: Promise<T>, instead: T): Promise<T> {
  return work.catch((error: unknown) => {
    if (error instanceof IdentityError && error.code === code) return instead;
    throw error;
  });
}

const withLocale = (session: Session | undefined, locale: "en") =>
  session && { ...session, person: { ...session.person, locale } };

const somebody = { id: "somebody", name: "Somebody", email: "somebody@inbox.ninefold.dev", locale: "en" } as const;
const someSession = { id: "s", person: somebody, expiresAt: new Date(8.64e15), authTime: new Date() };
const someToken: MintedToken = { token: "token", expiresAt: new Date(8.64e15) };
const someInvitation: Invitation = {
  id: "i",
  email: somebody.email,
  role: "viewer",
  roleName: null,
  teamId: null,
  inviterName: "Somebody",
  expiresAt: new Date(8.64e15),
  invitedAt: new Date(0),
};

const someMembership: Membership = { workspace: { id: "w", slug: "w", name: "W" }, ...builtIn("owner") };

const aMinuteLonger = (minted: MintedToken | undefined) =>
  minted && { ...minted, expiresAt: new Date(minted.expiresAt.getTime() + 60_000) };

async function anOwner(good: IdentityProvider, workspaceId: string): Promise<string> {
  return (await good.listMembers(workspaceId)).find(({ role }) => role === "owner")?.person.id ?? "";
}

/** One deliberately broken adapter per rule. */
export const identityMutants: Readonly<Record<string, IdentityMutant>> = {
  "knows nobody at all": provider(() => ({ findSession: async () => undefined })),
  "takes everybody for somebody": provider((good) => ({
    findSession: async (headers) => (await good.findSession(headers)) ?? someSession,
  })),
  "shortens names": provider((good) => ({
    findPerson: async (id) => {
      const known = await good.findPerson(id);
      return known && { ...known, person: { ...known.person, name: known.person.name.slice(0, 3) } };
    },
  })),
  "signs people in before their address is confirmed": endpoint("sign-up/email", async (_form, good) => ({
    ...(await good()),
    headers: new Headers({ cookie: "memory_session=early" }),
  })),
  "gives a person a new id at each request": provider((good) => ({
    findSession: async (headers) => {
      const found = await good.findSession(headers);
      return found && { ...found, person: { ...found.person, id: crypto.randomUUID() } };
    },
  })),
  "has one session a person": provider((good) => ({
    findSession: async (headers) => {
      const found = await good.findSession(headers);
      return found && { ...found, id: found.person.id };
    },
  })),
  "leaves the session open that a browser had": (subject) => ({
    ...subject,
    call: (name, body, headers) => subject.call(name, body, name === "sign-in/email" ? {} : headers),
  }),
  "forgets to end the session": endpoint("sign-out", async () => ({
    status: 200,
    type: "application/json",
    body: {},
    headers: undefined,
    cookie: "",
  })),
  "tells an unknown address from a wrong password": endpoint("sign-in/email", async (form, good) => {
    const attempt = await good();
    return attempt.headers ? attempt : { ...attempt, body: { email: form["email"] } };
  }),
  "tells that an address is taken": (subject) => {
    const taken = new Set<string>();
    return endpoint("sign-up/email", async (form, good) => {
      const email = `${form["email"]}`.toLowerCase();
      const attempt = await good();
      if (taken.has(email)) return { ...attempt, status: 409 };
      taken.add(email);
      return attempt;
    })(subject);
  },
  "says nothing of a repeated sign-up": never("sign_up_repeated"),
  "tells of a new address twice": told((type) => (type === "identity.person_signed_up" ? 2 : 1)),
  "forgets the language": provider((good) => ({
    findSession: async (headers) => withLocale(await good.findSession(headers), "en"),
  })),
  "finds somebody for any id": provider((good) => ({
    findPerson: async (id) => (await good.findPerson(id)) ?? { person: somebody, verified: true },
  })),
  "takes everybody for an operator": provider(() => ({ isOperator: async () => true })),

  "tells of a confirmed address twice": told((type) => (type === "identity.address_verified" ? 2 : 1)),
  "signs in by a link that was used": (subject) => {
    let first: Headers | undefined;
    return endpoint("verify-email", async (_form, good) => {
      const attempt = await good();
      first = attempt.headers ?? first;
      return attempt.status === 200 ? { ...attempt, headers: first } : attempt;
    })(subject);
  },
  "confirms by whatever link it is given": endpoint("verify-email", async (_form, good) => {
    const attempt = await good();
    return codeOf(attempt) === "identity.invalid_token" ? { ...attempt, status: 200 } : attempt;
  }),
  "mints a link for whoever it is": provider((good) => ({
    mintVerificationToken: async (id) => (await good.mintVerificationToken(id)) ?? someToken,
  })),
  "promises that a link lives a minute longer than it does": provider((good) => ({
    mintVerificationToken: async (id) => aMinuteLonger(await good.mintVerificationToken(id)),
  })),
  "says that an address is unknown": (subject) => {
    const known = new Set<string>();
    return {
      ...subject,
      call: async (name, body, headers) => {
        const { email = "" } = body as Form;
        const attempt = await subject.call(name, body, headers);
        if (name === "sign-up/email") known.add(email);
        return name === "request-password-reset" && !known.has(email) ? { ...attempt, status: 404 } : attempt;
      },
    };
  },
  "forgets that a mail was asked for": never("verification_requested"),
  "remembers sessions that have ended": (subject) => {
    const seen = new Map<string, Session>();
    return {
      ...subject,
      call: async (...given) => {
        const attempt = await subject.call(...given);
        const session = attempt.headers && (await subject.provider.findSession(attempt.headers));
        if (session) seen.set(attempt.headers.get("cookie") ?? "", session);
        return attempt;
      },
      provider: {
        ...subject.provider,
        findSession: async (headers) =>
          (await subject.provider.findSession(headers)) ?? seen.get(headers.get("cookie") ?? ""),
      },
    };
  },
  "takes a reset link as often as it comes": (subject) => {
    const minted = new Map<string, string>();
    const mint = async (userId: string) => {
      const fresh = await subject.provider.mintPasswordResetToken(userId);
      if (fresh !== undefined) minted.set(fresh.token, userId);
      return fresh;
    };
    const reset = endpoint("reset-password", async (form, good) => {
      const attempt = await good();
      const userId = minted.get(form["token"] ?? "");
      if (attempt.status === 200 || userId === undefined) return attempt;
      return subject.call("reset-password", { ...form, token: (await mint(userId))?.token });
    });
    return { ...reset(subject), provider: { ...subject.provider, mintPasswordResetToken: mint } };
  },
  "says that an address is not confirmed": (subject) => {
    const waiting = new Map<string, string>();
    return {
      ...subject,
      call: async (name, body, headers) => {
        const { email = "", password = "" } = body as Form;
        const attempt = await subject.call(name, body, headers);
        if (name === "sign-up/email" && !waiting.has(email)) waiting.set(email, password);
        const isWaiting = name === "sign-in/email" && attempt.status === 401 && waiting.get(email) === password;
        return isWaiting ? { ...attempt, status: 403 } : attempt;
      },
    };
  },
  "confirms without the password": (subject) => {
    const passwords = new Map<string, string>();
    return {
      ...subject,
      provider: {
        ...subject.provider,
        mintVerificationToken: async (userId) => {
          const minted = await subject.provider.mintVerificationToken(userId);
          const email = (await subject.provider.findPerson(userId))?.person.email ?? "";
          if (minted) passwords.set(minted.token, passwords.get(email) ?? "");
          return minted;
        },
      },
      call: (name, body, headers) => {
        const { email = "", password = "", token = "" } = body as Form;
        if (name === "sign-up/email" && !passwords.has(email)) passwords.set(email, password);
        const known = name === "verify-email" ? passwords.get(token) : undefined;
        return subject.call(name, known === undefined ? body : { ...(body as Form), password: known }, headers);
      },
    };
  },
  "leaves the session open that a browser had when it confirmed": (subject) => ({
    ...subject,
    call: (name, body, headers) => subject.call(name, body, name === "verify-email" ? {} : headers),
  }),
  "keeps an address unconfirmed by a reset": provider((good) => ({
    findPerson: async (id) => {
      const known = await good.findPerson(id);
      return known && { ...known, verified: false };
    },
  })),
  "takes any link for one to a new password": endpoint("reset-password", async (_form, good) => ({
    ...(await good()),
    status: 200,
  })),

  "leaves out the fields that it does not know": sent((name, body, headers) => {
    const known = ["name", "email", "password", "locale", "termsVersion", "token", "newPassword"];
    if (typeof body !== "object" || body === null || Array.isArray(body)) return [name, body, headers];
    return [name, Object.fromEntries(Object.entries(body).filter(([field]) => known.includes(field))), headers];
  }),
  "says nothing of the fields that are wrong": (subject) => ({
    ...subject,
    call: async (...given) => {
      const attempt = await subject.call(...given);
      const { errors: _errors, ...body } = attempt.body as { errors?: unknown };
      return { ...attempt, body };
    },
  }),
  "takes a short password": sent((name, body, headers) => {
    const { password } = body as Form;
    if (name !== "sign-up/email" || password === undefined) return [name, body, headers];
    return [name, { ...(body as Form), password: password.padEnd(12, "x") }, headers];
  }),
  "takes whatever terms": sent((name, body, headers) =>
    name === "sign-up/email"
      ? [name, { ...(body as Form), termsVersion: TERMS_VERSION }, headers]
      : [name, body, headers],
  ),
  "answers a refusal as any other JSON": (subject) => ({
    ...subject,
    call: async (...given) => ({ ...(await subject.call(...given)), type: "application/json" }),
  }),
  "answers an endpoint that nobody opened": endpoint("get-session", async (_form, good) => ({
    ...(await good()),
    status: 200,
  })),
  "asks nobody where they come from": sent((name, body, headers) => {
    const { cookie = "", ...rest } = Object.fromEntries(new Headers(headers));
    const { origin: _origin, "sec-fetch-site": _site, ...others } = rest;
    return [name, body, { ...others, origin: ORIGIN, ...(cookie !== "" && { cookie }) }];
  }),
  "takes a form of another site": sent((name, body, headers) => {
    const { "content-type": _type, ...others } = Object.fromEntries(new Headers(headers));
    return [name, body, others];
  }),

  "makes the creator a member": provider((good) => ({
    createWorkspace: async (input) => ({ ...(await good.createWorkspace(input)), role: "member" }),
  })),
  "finds no workspace by slug": provider((good) => ({
    findMembership: async (userId, ref) => ("slug" in ref ? undefined : good.findMembership(userId, ref)),
  })),
  "keeps the first picture": provider((good) => ({
    setPicture: async (of, key) => {
      const id = "userId" in of ? of.userId : of.workspaceId;
      const has = (await good.listPictures({ userIds: [id], workspaceIds: [id] })).has(id);
      if (!has || key === null) await good.setPicture(of, key);
    },
  })),
  "knows no picture of a workspace": provider((good) => ({
    listPictures: ({ userIds }) => good.listPictures({ userIds, workspaceIds: [] }),
  })),
  "takes a picture of nobody": provider((good) => ({
    setPicture: (of, key) =>
      overlook(
        "identity.workspace_not_found",
        overlook("identity.person_not_found", good.setPicture(of, key), undefined),
        undefined,
      ),
  })),
  "lists the newest workspace first": provider((good) => ({
    listMemberships: async (userId) => (await good.listMemberships(userId)).toReversed(),
  })),
  "finds a workspace for whoever asks": provider((good) => {
    const all: Membership[] = [];
    return {
      createWorkspace: async (input) => {
        const created = await good.createWorkspace(input);
        all.push(created);
        return created;
      },
      findMembership: async (_userId, ref) =>
        all.find(({ workspace }) => ("id" in ref ? workspace.id === ref.id : workspace.slug === ref.slug)),
    };
  }),
  "overlooks a race for a slug": provider((good) => ({
    createWorkspace: async (input) =>
      good
        .createWorkspace(input)
        .catch(() => good.createWorkspace({ ...input, slug: `${input.slug}-${crypto.randomUUID()}` })),
  })),
  "reports a taken slug as its own failure": provider((good) => ({
    createWorkspace: (input) =>
      good.createWorkspace(input).catch((cause: unknown) => {
        throw new IdentityError("identity.unavailable", "the insert failed", { cause });
      }),
  })),

  "makes workspaces without end": provider((good) => ({
    createWorkspace: (input) => overlook("identity.too_many_workspaces", good.createWorkspace(input), someMembership),
  })),

  "lists the newest member first": provider((good) => ({
    listMembers: async (workspaceId) => (await good.listMembers(workspaceId)).toReversed(),
  })),
  "finds members where there is no workspace": provider((good) => ({
    listMembers: async (workspaceId) => {
      const members = await good.listMembers(workspaceId);
      return members.length > 0 ? members : [{ person: somebody, ...builtIn("owner"), joinedAt: new Date(0) }];
    },
  })),
  "changes a role without a word": never("member_role_changed"),
  "keeps a member who was removed": provider(() => ({ removeMember: async () => undefined })),
  "lets nobody leave": provider((good) => ({
    removeMember: async (ref) => {
      if (ref.actorId === ref.userId) throw new IdentityError("identity.forbidden", "no");
      return good.removeMember(ref);
    },
  })),
  "asks nobody for their role": provider((good) => ({
    changeRole: async (change) => good.changeRole({ ...change, actorId: await anOwner(good, change.workspaceId) }),
  })),
  "removes for whoever asks": provider((good) => ({
    removeMember: async (ref) => good.removeMember({ ...ref, actorId: await anOwner(good, ref.workspaceId) }),
  })),
  "lets the last owner go": provider((good) => ({
    removeMember: (ref) => overlook("identity.last_owner", good.removeMember(ref), undefined),
    changeRole: (change) => overlook("identity.last_owner", good.changeRole(change), undefined),
  })),
  "tells a stranger that a workspace is there": provider((good) => {
    const known = new Set<string>();
    return {
      createWorkspace: async (input) => {
        const created = await good.createWorkspace(input);
        known.add(created.workspace.id);
        return created;
      },
      removeMember: (ref) =>
        good.removeMember(ref).catch((error: unknown) => {
          throw known.has(ref.workspaceId) ? new IdentityError("identity.forbidden", "Not yours.") : error;
        }),
    };
  }),
  "removes whoever it is told to": provider((good) => ({
    removeMember: (ref) => overlook("identity.member_not_found", good.removeMember(ref), undefined),
  })),

  "invites everybody as a viewer": provider((good) => ({
    createInvitation: (input) => good.createInvitation({ ...input, role: "viewer" }),
  })),
  "tells of an invitation with its answer only": never("invitation_created"),
  "lists the oldest invitation first": provider((good) => ({
    listReceivedInvitations: async (userId) => (await good.listReceivedInvitations(userId)).toReversed(),
  })),
  "shows an invitation to whoever has its id": provider((good) => ({
    findReceivedInvitation: async ({ invitationId }) => good.findInvitationLetter(invitationId),
  })),
  "takes an answer that is repeated for none": provider((good) => {
    const answered = new Set<string>();
    return {
      acceptInvitation: async (answer) => {
        if (answered.has(answer.invitationId)) throw new IdentityError("identity.invitation_not_found", "no");
        answered.add(answer.invitationId);
        return good.acceptInvitation(answer);
      },
    };
  }),
  "finds invitations that are closed": provider((good) => {
    const letters = new Map<string, InvitationLetter | undefined>();
    return {
      createInvitation: async (input) => {
        const created = await good.createInvitation(input);
        letters.set(created.id, await good.findInvitationLetter(created.id));
        return created;
      },
      findInvitationLetter: async (id) => letters.get(id),
    };
  }),
  "lets a removed member back in": provider((good) => {
    const joined = new Map<string, Membership>();
    return {
      acceptInvitation: async (answer) => {
        const before = joined.get(answer.invitationId);
        if (before) return before;
        const membership = await good.acceptInvitation(answer);
        joined.set(answer.invitationId, membership);
        return membership;
      },
    };
  }),
  "makes a second invitation of an address": provider((good) => ({
    createInvitation: (input) => overlook("identity.already_invited", good.createInvitation(input), someInvitation),
  })),
  "invites again at once": provider((good) => ({
    createInvitation: (input) => overlook("identity.invited_recently", good.createInvitation(input), someInvitation),
  })),
  "invites without end": provider((good) => ({
    createInvitation: (input) =>
      overlook("identity.too_many_invitations", good.createInvitation(input), someInvitation),
  })),
  "keeps the place of an invitation that has expired": provider((good) => {
    const seen = new Set<string>();
    return {
      createInvitation: async (input) => {
        const key = `${input.workspaceId} ${input.email}`;
        if (seen.has(key)) throw new IdentityError("identity.already_invited", "no");
        seen.add(key);
        return good.createInvitation(input);
      },
    };
  }),
  "invites a member": provider((good) => ({
    createInvitation: (input) => overlook("identity.already_member", good.createInvitation(input), someInvitation),
  })),
  "invites for whoever asks": provider((good) => ({
    createInvitation: async (input) =>
      good.createInvitation({ ...input, inviterId: await anOwner(good, input.workspaceId) }),
  })),
  "revokes whatever it is told to": provider((good) => ({
    revokeInvitation: (ref) => overlook("identity.invitation_not_found", good.revokeInvitation(ref), undefined),
  })),
  "writes every mail in English": provider((good) => ({
    findInvitationLetter: async (id) => {
      const letter = await good.findInvitationLetter(id);
      return letter && { ...letter, locale: "en" };
    },
  })),
};
