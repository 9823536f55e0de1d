"use client";

import { useState } from "react";
import { ApiProblem } from "../../api.ts";
import { fill } from "../../languages.ts";
import { useToast } from "../../ui/toast.tsx";
import type { DevCopy } from "./copy.ts";

export interface Decisions {
  /** What is under way, by the name that was given to it. */
  readonly pending: string | undefined;
  /** Does it, looks again, and says in a toast when it was refused. */
  readonly decide: (name: string, work: () => Promise<unknown>, done?: string) => Promise<void>;
}

interface Options {
  readonly copy: Pick<DevCopy, "elsewhere" | "refused">;
  /** The one address whose switches work. */
  readonly origin: string;
  readonly look: () => void;
}

export function useDecisions({ copy, origin, look }: Options): Decisions {
  const toast = useToast();
  const [pending, setPending] = useState<string>();

  async function decide(name: string, work: () => Promise<unknown>, done?: string): Promise<void> {
    setPending(name);
    try {
      await work();
      if (done !== undefined) toast({ title: done });
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      const sentence = error.kind === "forbidden" ? fill(copy.elsewhere, { url: `${origin}/dev` }) : copy.refused;
      toast({ tone: "bad", title: sentence, text: error.message });
    } finally {
      setPending(undefined);
      look();
    }
  }

  return { pending, decide };
}
