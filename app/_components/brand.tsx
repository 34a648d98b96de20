/** Mark and name of the product. */
export function Brand() {
  return (
    <span className="inline-flex items-center gap-2.5 text-[15px] font-[650] tracking-tight text-text">
      <svg aria-hidden="true" viewBox="0 0 32 32" width="22" height="22">
        <rect width="32" height="32" rx="8" fill="var(--accent)" />
        <path
          d="M5.5 17h4.4l3-8.5 5.2 15 3.2-9.5 1.4 3h3.8"
          fill="none"
          stroke="var(--on-accent)"
          strokeWidth="2.6"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      </svg>
      PerfAnalysis
    </span>
  );
}
