interface QrCodeProps {
  /** Rows of modules, true for dark ones. */
  readonly modules: readonly (readonly boolean[])[];
  readonly label: string;
}

/** Dark on light in both themes, with the quiet edge that scanners need. */
export function QrCode({ modules, label }: QrCodeProps) {
  const size = modules.length;
  const path = modules.flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : ""))).join("");
  return (
    <div className="size-44 shrink-0 overflow-hidden rounded-control">
      <span className="sr-only">{label}</span>
      <svg aria-hidden="true" viewBox={`0 0 ${size} ${size}`} shapeRendering="crispEdges" className="size-full">
        <rect width={size} height={size} fill="white" />
        <path d={path} fill="black" />
      </svg>
    </div>
  );
}
