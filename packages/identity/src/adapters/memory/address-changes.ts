import { randomBytes, randomUUID } from "node:crypto";
import { ADDRESS_CHANGE_MS, isAgreed, sidesOf } from "../../domain/address-change.ts";
import { IdentityError } from "../../errors.ts";
import type { AddressChangeRequest, AddressChanges, AddressSide } from "../../port-account.ts";
import type { RecordFact } from "./facts.ts";
import type { MemoryPeople } from "./people.ts";

interface Change extends AddressChangeRequest {
  readonly id: string;
  readonly oldEmail: string;
  readonly expiresAt: Date;
  readonly tokens: Partial<Record<AddressSide, string>>;
  readonly agreed: Record<"oldAgreed" | "newAgreed", boolean>;
}

interface Options {
  readonly now: () => Date;
  readonly people: Pick<MemoryPeople, "find" | "byAddress" | "moveTo">;
  readonly record: RecordFact;
}

/** Addresses that are to change: one a person. */
export function memoryAddressChanges({ now, people, record }: Options): AddressChanges {
  const changes = new Map<string, Change>();
  const open = (is: (change: Change) => boolean) =>
    [...changes.values()].find((change) => change.expiresAt > now() && is(change));

  return {
    async requestAddressChange(request) {
      const { userId } = request;
      const oldEmail = people.find(userId)?.person.email;
      if (oldEmail === undefined) throw new IdentityError("identity.person_not_found", "This person is not here.");
      const id = randomUUID();
      const expiresAt = new Date(now().getTime() + ADDRESS_CHANGE_MS);
      const agreed = { oldAgreed: false, newAgreed: false };
      changes.set(userId, { ...request, id, oldEmail, expiresAt, tokens: {}, agreed });
      record({ type: "identity.address_change_requested", data: { userId, changeId: id } });
    },

    async findAddressChange(userId) {
      const found = open((change) => change.userId === userId);
      return found && { email: found.email, agreed: sidesOf(found.agreed), expiresAt: found.expiresAt };
    },

    cancelAddressChange: async (userId) => void changes.delete(userId),

    async mintAddressToken(changeId, side) {
      const found = open(({ id }) => id === changeId);
      if (found === undefined || (side === "new" && people.byAddress(found.email) !== undefined)) return undefined;
      const token = randomBytes(24).toString("base64url");
      found.tokens[side] = token;
      const { userId, oldEmail, email: newEmail, expiresAt } = found;
      return { token, expiresAt, to: side === "old" ? oldEmail : newEmail, newEmail, userId };
    },

    async answerAddressChange({ token, agrees }) {
      const found = open(({ tokens }) => tokens.old === token || tokens.new === token);
      if (found === undefined) throw invalidLink();
      if (!agrees) {
        changes.delete(found.userId);
        return "stopped";
      }
      found.agreed[found.tokens.old === token ? "oldAgreed" : "newAgreed"] = true;
      if (!isAgreed(found.agreed)) return "waiting";
      if (!people.moveTo(found.userId, found.email, found.sessionId)) throw invalidLink();
      changes.delete(found.userId);
      return "changed";
    },
  };
}

const invalidLink = () =>
  new IdentityError("identity.invalid_link", "This link was used, has expired, or was never one.");
