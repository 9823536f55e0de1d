import type { Metadata, Viewport } from "next";
import type { ReactNode } from "react";
import { getCopy } from "../copy.ts";
import { defaultLanguage } from "../languages.ts";
import { Document } from "../ui/document.tsx";

const { marketing } = getCopy(defaultLanguage);

export const metadata: Metadata = {
  title: { default: marketing.title, template: "%s · Ninefold" },
  description: marketing.description,
};

export const viewport: Viewport = { colorScheme: "light dark" };

export default function RootLayout({ children }: { readonly children: ReactNode }) {
  return <Document language={defaultLanguage}>{children}</Document>;
}
