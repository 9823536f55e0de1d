import type { Listener } from "@ninefold/identity/tenancy";
import { NotificationsError } from "./errors.ts";
import type { NotificationsNeeds } from "./needs.ts";

/** What a process says to all of them when something changed for a person: their id, and nothing else. */
export const CHANNEL = "ninefold_notices";
/** Each page in sight is one; more than a person has windows side by side. */
const MOST_PER_PERSON = 8;

/** Waits for news of one person. */
export interface Watch {
  /**
   * `hint`: something may have changed. `quiet`: nothing was said for so long, which proves nothing, since what is said
   * while a connection is lost is lost. `closed`: there is no more to come from this process.
   */
  wait(atMostMs: number): Promise<"hint" | "quiet" | "closed">;
  end(): void;
}

/**
 * Who waits for what in this process. One connection listens for all of them, from the first one on: an idle page costs
 * memory and no connection. A hint is a reason to look, and never the news itself.
 */
export function createLive(listen: NotificationsNeeds["listen"]) {
  const watchers = new Map<string, Set<() => void>>();
  let listener: Listener | undefined;
  let isClosing = false;

  function hint(userId?: string): void {
    const told = userId === undefined ? [...watchers.values()] : [watchers.get(userId) ?? []];
    for (const wake of told.flatMap((wakes) => [...wakes])) wake();
  }

  return {
    /**
     * @throws NotificationsError `notifications.too_many_streams` beyond eight of one person in this process;
     *   `notifications.closing` when the process is about to end.
     */
    watch(userId: string): Watch {
      if (isClosing) throw new NotificationsError("notifications.closing", "this process is about to end");
      const theirs = watchers.get(userId) ?? new Set<() => void>();
      if (theirs.size >= MOST_PER_PERSON) {
        throw new NotificationsError("notifications.too_many_streams", "You have this open in too many windows.");
      }
      let isHinted = false;
      let isEnded = false;
      let goOn: (() => void) | undefined;
      const wake = () => {
        isHinted = true;
        goOn?.();
      };
      watchers.set(userId, theirs.add(wake));
      listener ??= listen(CHANNEL, hint);

      return {
        async wait(atMostMs) {
          if (!isHinted && !isEnded && !isClosing) {
            const { promise, resolve } = Promise.withResolvers<void>();
            const timer = setTimeout(resolve, atMostMs);
            goOn = resolve;
            await promise;
            clearTimeout(timer);
          }
          if (isEnded || isClosing) return "closed";
          const why = isHinted ? "hint" : "quiet";
          isHinted = false;
          return why;
        },
        end() {
          isEnded = true;
          theirs.delete(wake);
          if (theirs.size === 0 && watchers.get(userId) === theirs) watchers.delete(userId);
          goOn?.();
        },
      };
    },

    /** Ends every watch: what streams from this process ends with it, and goes on from another one. */
    async close(): Promise<void> {
      isClosing = true;
      hint();
      await listener?.close();
    },
  };
}
