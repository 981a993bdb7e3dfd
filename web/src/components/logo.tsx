/** A voice above, its reflection below. */
export function Logo({ size = 28 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="9" fill="var(--r-accent)" />
      <g stroke="var(--r-on-accent)" strokeWidth="2.6" strokeLinecap="round">
        <path d="M8 16v-3M13.3 16V8M18.7 16v-5M24 16v-2" />
        <path d="M8 20v1.2M13.3 20v5M18.7 20v2.6M24 20v.8" opacity=".55" />
      </g>
    </svg>
  );
}
