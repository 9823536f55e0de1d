"use client";

import { RotateCw } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { Button } from "../../ui/button.tsx";

/** Reads the page anew, in place. */
export function RefreshButton({ label, pending }: { readonly label: string; readonly pending: string }) {
  const router = useRouter();
  const [isPending, start] = useTransition();
  return (
    <Button
      icon={<RotateCw size={16} aria-hidden="true" />}
      pending={isPending ? pending : undefined}
      onClick={() => start(() => router.refresh())}
    >
      {label}
    </Button>
  );
}
