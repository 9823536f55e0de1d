import type { ReactNode } from "react";
import { AppProvider } from "../../../ui/app-provider.tsx";
import { uiCopy } from "../../../ui/copy.ts";
import { visitorLanguage } from "../../../visitor.ts";

/** Whoever opens an invitation may be signed in, and says yes, no, or that they are somebody else: what fails is a toast. */
export default async function InviteLayout({ children }: { readonly children: ReactNode }) {
  const language = await visitorLanguage();
  return (
    <AppProvider language={language} words={uiCopy[language]}>
      {children}
    </AppProvider>
  );
}
