import { isAddress } from "../domain/address.ts";
import { domainOf } from "../domain/domains.ts";
import { isName } from "../domain/name.ts";
import type { OfferedConnection, OfferedRef, OpenIdProviders, SsoConnection, SsoDeparture } from "../port-sso.ts";
import type { SocialAnswer, SocialPerson, Voucher } from "../port-social.ts";

/** Connections as sign-ins need them. Each that is answered is on, and its workspace open. */
export interface SsoStore {
  /** Of the workspace whose verified domain it is. */
  findByDomain(domain: string): Promise<SsoConnection | undefined>;
  findById(connectionId: string): Promise<SsoConnection | undefined>;
  findByWorkspace(workspaceId: string): Promise<SsoConnection | undefined>;
  hasDomain(workspaceId: string, domain: string): Promise<boolean>;
  isMember(workspaceId: string, userId: string): Promise<boolean>;
  /** Whose address the person has; `undefined` for nobody. */
  addressOf(userId: string): Promise<string | undefined>;
  /** Whether or not the address is in a domain of it. */
  list(userId: string): Promise<readonly (OfferedConnection & { readonly isInDomain: boolean })[]>;
  end(ref: OfferedRef): Promise<void>;
}

export type SsoFault = "not-member" | "other-domain";
export type Sso = ReturnType<typeof createSso>;

/** Who knows no connection. */
export const NO_CONNECTIONS: SsoStore = {
  findByDomain: async () => undefined,
  findById: async () => undefined,
  findByWorkspace: async () => undefined,
  hasDomain: async () => false,
  isMember: async () => false,
  addressOf: async () => undefined,
  list: async () => [],
  end: async () => undefined,
};

export const voucherOf = ({ id }: Pick<SsoConnection, "id">): Voucher => `sso:${id}`;
export const isSso = (by: Voucher): by is `sso:${string}` => by.startsWith("sso:");

/** Whom a workspace's provider may speak for, and where its people are sent. */
export function createSso(store: SsoStore, providers: OpenIdProviders, origin: string) {
  return {
    findByAddress: (email: string) => store.findByDomain(domainOf(email)),
    findBy: (by: `sso:${string}`) => store.findById(by.slice("sso:".length)),

    /** For somebody who is signed in, in the workspace, and of its domain. */
    async findOffered({ userId, workspaceId }: OfferedRef): Promise<SsoConnection | undefined> {
      const connection = await store.findByWorkspace(workspaceId);
      return connection && (await faultOf(connection, userId)) === undefined ? connection : undefined;
    },

    list: async (userId: string) =>
      (await store.list(userId))
        .filter(({ connectedAt, isInDomain }) => isInDomain || connectedAt !== null)
        .map(({ isInDomain: _isInDomain, ...one }) => one),
    end: store.end,

    departure: (connection: SsoConnection, asked: Omit<SsoDeparture, "redirectUri">) =>
      providers.departure(connection, { ...asked, redirectUri: redirectUri(origin, connection.workspaceId) }),

    /** Verified is an address within the workspace's domains alone: of any other the provider says nothing. */
    async arrival(connection: SsoConnection, brought: SocialAnswer): Promise<SocialPerson> {
      const { workspaceId } = connection;
      const said = { ...brought, redirectUri: redirectUri(origin, workspaceId) };
      const person = await providers.arrival(connection, said);
      const { email = "", name } = person;
      // Anybody can run one: what it says is held to what a form of ours is.
      const isOurs = isAddress(email) && (await store.hasDomain(workspaceId, domainOf(email)));
      return { ...person, name: isName(name) ? name : "", isVerified: person.isVerified && isOurs };
    },

    faultOf,
  };

  /** Why the provider does not speak for this account, whoever is connected to it. */
  async function faultOf({ workspaceId }: SsoConnection, userId: string): Promise<SsoFault | undefined> {
    const email = await store.addressOf(userId);
    if (email === undefined || !(await store.hasDomain(workspaceId, domainOf(email)))) return "other-domain";
    return (await store.isMember(workspaceId, userId)) ? undefined : "not-member";
  }
}

/** Known before there is a connection, since a provider asks for it; and another for each workspace: RFC 9700, 4.4. */
export const redirectUri = (origin: string, workspaceId: string): string =>
  `${origin}/api/auth/callback/sso/${workspaceId}`;
