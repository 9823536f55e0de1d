import type { Metadata, Viewport } from "next";
import type { ReactNode } from "react";
import { OfflineWorker } from "../../features/ops-safety/offline-worker.tsx";
import { AppProvider } from "../../ui/app-provider.tsx";
import { uiCopy } from "../../ui/copy.ts";
import { Document } from "../../ui/document.tsx";
import { barColours } from "../../ui/theme.ts";
import { visitorLanguage, visitorTheme } from "../../visitor.ts";

export const metadata: Metadata = {
  title: { default: "Ninefold", template: "%s · Ninefold" },
  robots: { index: false },
};

export async function generateViewport(): Promise<Viewport> {
  return { colorScheme: "light dark", themeColor: barColours(await visitorTheme()) };
}

/** Around every page that is made per request: theirs, and the ones through which they come in. */
export default async function AppLayout({ children }: { readonly children: ReactNode }) {
  const [language, theme] = await Promise.all([visitorLanguage(), visitorTheme()]);
  return (
    <Document language={language} theme={theme}>
      <AppProvider language={language} words={uiCopy[language]}>
        {children}
        <OfflineWorker />
      </AppProvider>
    </Document>
  );
}
