import { getCopy } from "../../copy.ts";
import { Landing } from "../../features/marketing/landing.tsx";
import { defaultLanguage } from "../../languages.ts";

export default function LandingPage() {
  return <Landing copy={getCopy(defaultLanguage).marketing} />;
}
