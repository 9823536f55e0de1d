import type { Metadata } from "next";
import { getCopy } from "../../../copy.ts";
import { VerifyAddress } from "../../../features/identity/verify-address.tsx";
import { onlyWithPasswords } from "../../../features/identity/read.ts";
import { visitorLanguage } from "../../../visitor.ts";

export async function generateMetadata(): Promise<Metadata> {
  const { title, lead } = getCopy(await visitorLanguage()).identity.verify;
  return { title, description: lead };
}

export default async function VerifyPage() {
  await onlyWithPasswords();
  const { identity: copy } = getCopy(await visitorLanguage());
  return (
    <VerifyAddress
      copy={copy.verify}
      back={copy.forgotPassword.back}
      words={copy.credentials}
      checkMail={copy.checkMail.verification}
      failures={copy.failures}
    />
  );
}
