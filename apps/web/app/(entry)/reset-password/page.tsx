import type { Metadata } from "next";
import { getCopy } from "../../../copy.ts";
import { ResetPassword } from "../../../features/identity/reset-password.tsx";
import { onlyWithPasswords } from "../../../features/identity/read.ts";
import { visitorLanguage } from "../../../visitor.ts";

export async function generateMetadata(): Promise<Metadata> {
  const { title, lead } = getCopy(await visitorLanguage()).identity.newPassword;
  return { title, description: lead };
}

export default async function ResetPasswordPage() {
  await onlyWithPasswords();
  const { identity: copy } = getCopy(await visitorLanguage());
  return (
    <ResetPassword
      copy={copy.newPassword}
      request={copy.forgotPassword}
      words={copy.credentials}
      checkMail={copy.checkMail.reset}
      failures={copy.failures}
    />
  );
}
