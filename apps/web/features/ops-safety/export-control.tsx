"use client";

import { Download } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { ApiProblem, api, fetchApi, unwrap } from "../../api.ts";
import { fill, type Language } from "../../languages.ts";
import { Button } from "../../ui/button.tsx";
import { Notice } from "../../ui/notice.tsx";
import { saveFile } from "../../ui/save-file.ts";
import { Time } from "../../ui/time.tsx";
import { useLanguage } from "../../ui/words.tsx";
import type { FailureCopy } from "../identity/copy/failures.ts";
import { failureSentence } from "../identity/failure.ts";
import { Filled } from "../identity/filled.tsx";
import { RefreshButton } from "../identity/refresh-button.tsx";
import type { ExportCopy } from "./copy/export.ts";
import type { ExportList } from "./export-list.ts";

interface ExportControlProps {
  readonly listed: ExportList;
  readonly copy: ExportCopy;
  readonly failures: FailureCopy;
}

export function ExportControl({ listed: { exports, nextAt }, copy, failures }: ExportControlProps) {
  const router = useRouter();
  const language = useLanguage();
  const [isAsking, setAsking] = useState(false);
  const [isSaving, setSaving] = useState(false);
  const [refusal, setRefusal] = useState<string>();
  const [latest] = exports;

  /** Fetched and not followed: it may ask for the password first, which a link can't. */
  async function save(id: string): Promise<void> {
    setSaving(true);
    setRefusal(undefined);
    try {
      const file = await fetchApi(`/api/v1/me/exports/${encodeURIComponent(id)}/file`);
      saveFile("my-data.json", await file.blob());
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      setRefusal(failureSentence(error, {}, failures));
    } finally {
      setSaving(false);
    }
  }

  async function ask(): Promise<void> {
    setAsking(true);
    setRefusal(undefined);
    try {
      await unwrap(api.v1.me.exports.$post());
      router.refresh();
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      setRefusal(failureSentence(error, { "ops_safety.export_too_soon": copy.tooSoon }, failures));
    } finally {
      setAsking(false);
    }
  }

  return (
    <div className="grid gap-4 rounded-panel border border-line bg-panel p-4 sm:p-6">
      <div aria-live="polite" className="grid max-w-prose gap-1 text-14 text-ink-soft">
        <Latest latest={latest} copy={copy} language={language} />
        {nextAt !== null && latest?.status !== "preparing" && (
          <p className="text-13 text-ink-faint">
            <Filled sentence={copy.nextAt} values={{ time: <Time at={nextAt} language={language} /> }} />
          </p>
        )}
      </div>
      {refusal !== undefined && <Notice tone="bad">{refusal}</Notice>}
      <div className="flex flex-wrap gap-3">
        {latest?.status === "ready" && (
          <Button
            icon={<Download size={16} aria-hidden="true" />}
            pending={isSaving ? copy.looking : undefined}
            onClick={() => void save(latest.id)}
          >
            {fill(copy.download, { size: sizeOf(latest.bytes ?? 0, language) })}
          </Button>
        )}
        {latest?.status === "preparing" && <RefreshButton label={copy.look} pending={copy.looking} />}
        {nextAt === null && (
          <Button pending={isAsking ? copy.asking : undefined} onClick={() => void ask()}>
            {copy.ask}
          </Button>
        )}
      </div>
    </div>
  );
}

interface LatestProps {
  readonly latest: ExportList["exports"][number] | undefined;
  readonly copy: ExportCopy;
  readonly language: Language;
}

function Latest({ latest, copy, language }: LatestProps) {
  if (latest === undefined) return <p>{copy.none}</p>;
  if (latest.status !== "ready") return <p>{latest.status === "preparing" ? copy.asked : copy[latest.status]}</p>;
  const time = (at: string | null) => ({ time: at !== null && <Time at={at} language={language} /> });
  return (
    <p>
      <Filled sentence={copy.ready} values={time(latest.readyAt)} />{" "}
      <Filled sentence={copy.until} values={time(latest.expiresAt)} />
    </p>
  );
}

function sizeOf(bytes: number, language: Language): string {
  const kilobytes = Math.max(1, Math.round(bytes / 1_000));
  return new Intl.NumberFormat(language, { style: "unit", unit: "kilobyte", unitDisplay: "short" }).format(kilobytes);
}
