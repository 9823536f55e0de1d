"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { Switch } from "../../ui/switch.tsx";

const EVERY_MS = 5_000;

/** Reads the page anew again and again while it is in sight. A person who reads or types can have it stand still. */
export function LiveRefresh({ label }: { readonly label: string }) {
  const router = useRouter();
  const [isOn, setOn] = useState(true);
  useEffect(() => {
    const refresh = () => {
      if (isOn && !document.hidden) router.refresh();
    };
    const timer = setInterval(refresh, EVERY_MS);
    // Whoever comes back to the page sees what is true now.
    document.addEventListener("visibilitychange", refresh);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", refresh);
    };
  }, [isOn, router]);
  return <Switch id="runs-live" label={label} checked={isOn} onChange={({ target }) => setOn(target.checked)} />;
}
