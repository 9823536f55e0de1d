"use client";

import { LoaderCircle } from "lucide-react";
import { useLinkStatus } from "next/link";
import type { ReactNode } from "react";

/** Inside a link: shows that the press was taken while the next page is on its way. */
export function LinkPending({ children }: { readonly children: ReactNode }) {
  const { pending } = useLinkStatus();
  if (!pending) return children;
  return <LoaderCircle size={16} aria-hidden="true" className="animate-spin motion-reduce:animate-none" />;
}
