import type { Metadata } from "next";
import { getCopy } from "../../../copy.ts";
import { NotFoundPage } from "../../../features/ops-safety/not-found-page.tsx";
import { visitorLanguage } from "../../../visitor.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: getCopy(await visitorLanguage()).opsSafety.notFound.title };
}

/** Every address that no page has. */
export default function MissingPage() {
  return <NotFoundPage />;
}
