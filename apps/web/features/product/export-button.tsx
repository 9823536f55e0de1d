"use client";

import { Download } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { ApiProblem, api, unwrap } from "../../api.ts";
import { Button } from "../../ui/button.tsx";
import { saveFile } from "../../ui/save-file.ts";
import { useToast } from "../../ui/toast.tsx";
import type { FailureCopy } from "../identity/copy/failures.ts";
import { failureSentence } from "../identity/failure.ts";
import type { ExportCopy } from "./copy.ts";

interface ExportButtonProps {
  readonly workspaceId: string;
  readonly copy: ExportCopy;
  readonly failures: FailureCopy;
}

/** Every project as a file. */
export function ExportButton({ workspaceId, copy, failures }: ExportButtonProps) {
  const router = useRouter();
  const toast = useToast();
  const [isPending, setPending] = useState(false);

  async function download(): Promise<void> {
    setPending(true);
    try {
      const param = { workspaceId: encodeURIComponent(workspaceId) };
      const headers = { "idempotency-key": crypto.randomUUID() };
      const { fileName, csv } = await unwrap(
        api.v1.workspaces[":workspaceId"].projects.export.$post({ param }, { headers }),
      );
      saveFile(fileName, new Blob([csv], { type: "text/csv;charset=utf-8" }));
      router.refresh();
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      const text = failureSentence(error, { "billing.limit_reached": copy.usedUp }, failures);
      toast({ title: copy.failed, text, tone: "bad" });
    } finally {
      setPending(false);
    }
  }

  return (
    <Button
      size="small"
      icon={<Download size={16} aria-hidden="true" />}
      pending={isPending ? copy.working : undefined}
      onClick={() => void download()}
    >
      {copy.export}
    </Button>
  );
}
