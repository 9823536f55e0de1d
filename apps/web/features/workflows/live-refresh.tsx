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
    const timer = setInterval(() => {
      if (isOn && !document.hidden) router.refresh();
    }, EVERY_MS);
    return () => clearInterval(timer);
  }, [isOn, router]);
  return <Switch id="runs-live" label={label} checked={isOn} onChange={({ target }) => setOn(target.checked)} />;
}
