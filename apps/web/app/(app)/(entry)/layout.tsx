import Link from "next/link";
import { connection } from "next/server";
import type { ReactNode } from "react";
import { Mark } from "../../../ui/mark.tsx";

export default async function EntryLayout({ children }: { readonly children: ReactNode }) {
  // Made per request, so that its scripts carry the request's nonce.
  await connection();
  return (
    <div className="mx-auto flex min-h-dvh max-w-form flex-col px-4 py-8 sm:justify-center sm:px-0 sm:py-16">
      <header className="flex">
        <Link href="/" className="flex items-center gap-2.5 rounded-control text-16 font-semibold text-ink">
          <Mark />
          Ninefold
        </Link>
      </header>
      <main className="mt-10">{children}</main>
    </div>
  );
}
