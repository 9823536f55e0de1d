import type { Metadata, Viewport } from "next";
import Link from "next/link";
import { connection } from "next/server";
import type { ReactNode } from "react";
import { getCopy } from "../../copy.ts";
import { EntryLanguages } from "../../features/identity/entry-languages.tsx";
import { Mark } from "../../ui/mark.tsx";
import { uiCopy } from "../../ui/copy.ts";
import { Document } from "../../ui/document.tsx";
import { barColours } from "../../ui/theme.ts";
import { Words } from "../../ui/words.tsx";
import { isStranger, visitorLanguage, visitorTheme } from "../../visitor.ts";

export const metadata: Metadata = {
  title: { default: "Ninefold", template: "%s · Ninefold" },
  robots: { index: false },
};

export async function generateViewport(): Promise<Viewport> {
  return { colorScheme: "light dark", themeColor: barColours(await visitorTheme()) };
}

/** Around the pages through which people come in. A root of its own: they load none of the app's toasts and tooltips. */
export default async function EntryLayout({ children }: { readonly children: ReactNode }) {
  // Made per request, so that its scripts carry the request's nonce.
  await connection();
  const [language, theme, isNobody] = await Promise.all([visitorLanguage(), visitorTheme(), isStranger()]);
  return (
    <Document language={language} theme={theme}>
      <Words language={language} words={uiCopy[language]}>
        <div className="mx-auto flex min-h-dvh max-w-form flex-col px-4 py-8 sm:justify-center sm:px-0 sm:py-16">
          <header className="flex items-center justify-between">
            {/* Another root is another document: nothing of it can be fetched ahead. */}
            <Link
              href="/"
              prefetch={false}
              className="flex items-center gap-2.5 rounded-control text-16 font-semibold text-ink"
            >
              <Mark />
              Ninefold
            </Link>
            {isNobody && (
              <EntryLanguages language={language} names={getCopy(language).identity.account.language.names} />
            )}
          </header>
          <main className="mt-10">{children}</main>
        </div>
      </Words>
    </Document>
  );
}
