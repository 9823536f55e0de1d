import type { Metadata } from "next";
import { getCopy } from "../../../copy.ts";
import { AddressAnswer } from "../../../features/identity/address-answer.tsx";
import { visitorLanguage } from "../../../visitor.ts";

export async function generateMetadata(): Promise<Metadata> {
  const { title, lead } = getCopy(await visitorLanguage()).identity.security.answer;
  return { title, description: lead };
}

export default async function ChangeAddressPage() {
  const { identity } = getCopy(await visitorLanguage());
  return <AddressAnswer copy={identity.security.answer} failures={identity.failures} />;
}
