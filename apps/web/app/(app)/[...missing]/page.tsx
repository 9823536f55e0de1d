import { notFound } from "next/navigation";
import { connection } from "next/server";

/** Every address that no page has. A root not-found.tsx is made at build time, and its scripts could carry no nonce. */
export default async function MissingPage() {
  await connection();
  notFound();
}
