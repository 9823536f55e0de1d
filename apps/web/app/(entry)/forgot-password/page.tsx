import type { Metadata } from "next";
import { getCopy } from "../../../copy.ts";
import { ForgotPassword } from "../../../features/identity/forgot-password.tsx";
import { onlyWithPasswords } from "../../../features/identity/read.ts";
import { visitorLanguage } from "../../../visitor.ts";

export async function generateMetadata(): Promise<Metadata> {
  const { title, lead } = getCopy(await visitorLanguage()).identity.forgotPassword;
  return { title, description: lead };
}

export default async function ForgotPasswordPage() {
  await onlyWithPasswords();
  const { identity: copy } = getCopy(await visitorLanguage());
  return (
    <ForgotPassword
      copy={copy.forgotPassword}
      words={copy.credentials}
      checkMail={copy.checkMail.reset}
      failures={copy.failures}
    />
  );
}
