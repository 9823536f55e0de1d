"use client";

import { Laptop, Smartphone, Tablet, Terminal } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { ApiProblem, api, unwrap } from "../../api.ts";
import { fill } from "../../languages.ts";
import { AlertDialog } from "../../ui/alert-dialog.tsx";
import { Badge } from "../../ui/badge.tsx";
import { Button } from "../../ui/button.tsx";
import { Time } from "../../ui/time.tsx";
import { useToast } from "../../ui/toast.tsx";
import { useLanguage } from "../../ui/words.tsx";
import type { FailureCopy } from "./copy/failures.ts";
import type { SessionsCopy } from "./copy/security.ts";
import { failureSentence } from "./failure.ts";
import { Filled } from "./filled.tsx";
import { deviceName, type OwnSession, placeName } from "./own-sessions.ts";

interface SessionListProps {
  readonly sessions: readonly OwnSession[];
  readonly copy: SessionsCopy;
  readonly failures: FailureCopy;
}

const ICONS = { desktop: Laptop, phone: Smartphone, tablet: Tablet, other: Terminal } as const;

/** Where the person is signed in: this browser first. */
export function SessionList({ sessions, copy, failures }: SessionListProps) {
  const router = useRouter();
  const toast = useToast();
  const hasOthers = sessions.some(({ current }) => !current);

  async function endOthers(): Promise<string | undefined> {
    try {
      await unwrap(api.v1.me.sessions.$delete());
    } catch (error) {
      if (error instanceof ApiProblem) return failureSentence(error, {}, failures);
      throw error;
    }
    toast({ title: copy.endedOthers });
    router.refresh();
    return undefined;
  }

  return (
    <div className="grid gap-4">
      <ul className="divide-y divide-line rounded-panel border border-line bg-panel">
        {sessions.map((session) => (
          <li key={session.id}>
            <SessionLine session={session} copy={copy} failures={failures} />
          </li>
        ))}
      </ul>
      {hasOthers ? (
        <div>
          <AlertDialog
            trigger={<Button>{copy.endOthers}</Button>}
            title={copy.question.title}
            confirm={copy.question.confirm}
            confirming={copy.ending}
            onConfirm={endOthers}
          >
            {copy.question.text}
          </AlertDialog>
        </div>
      ) : (
        <p className="text-13 text-ink-faint">{copy.alone}</p>
      )}
    </div>
  );
}

type SessionLineProps = Omit<SessionListProps, "sessions"> & { readonly session: OwnSession };

function SessionLine({ session, copy, failures }: SessionLineProps) {
  const router = useRouter();
  const toast = useToast();
  const language = useLanguage();
  const [isEnding, setEnding] = useState(false);
  const name = deviceName(session.device, copy);
  const place = placeName(session.place, copy);
  const Icon = ICONS[session.device.type];

  async function end(): Promise<void> {
    setEnding(true);
    try {
      const param = { sessionId: encodeURIComponent(session.id) };
      await unwrap(api.v1.me.sessions[":sessionId"].$delete({ param }));
      toast({ title: copy.ended });
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      // It has ended already, by another hand: the list is what is out of date.
      const isGone = error.code === "identity.session_not_found";
      if (!isGone) toast({ tone: "bad", title: copy.notEnded, text: failureSentence(error, {}, failures) });
    } finally {
      setEnding(false);
      router.refresh();
    }
  }

  return (
    <div className="flex min-h-14 flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
      <Icon size={20} aria-hidden="true" className="shrink-0 text-ink-faint" />
      <div className="min-w-0 flex-1 basis-48">
        <p className="flex flex-wrap items-center gap-2 text-14 font-medium break-words text-ink">
          {name}
          {session.current && <Badge tone="good">{copy.current}</Badge>}
        </p>
        <p className="text-13 text-ink-faint">
          <Filled sentence={copy.seen} values={{ time: <Time at={session.lastSeenAt} language={language} /> }} />
          {", "}
          <Filled sentence={copy.signedIn} values={{ time: <Time at={session.signedInAt} language={language} /> }} />
          {place !== undefined && `, ${place}`}
        </p>
      </div>
      {!session.current && (
        <Button
          aria-label={fill(copy.endOf, { device: name })}
          pending={isEnding ? copy.ending : undefined}
          onClick={() => void end()}
        >
          {copy.end}
        </Button>
      )}
    </div>
  );
}
