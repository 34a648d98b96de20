import Link from 'next/link';

const PAGES = { '/reports': 'Reports', '/reports/schedules': 'Schedules' } as const;

/** Between what was made and what is made again and again. */
export function ReportNav({ at }: { at: keyof typeof PAGES }) {
  return (
    <nav aria-label="Reports and schedules" className="seg">
      {Object.entries(PAGES).map(([href, name]) => (
        <Link key={href} href={href} aria-current={href === at ? 'true' : undefined}>
          {name}
        </Link>
      ))}
    </nav>
  );
}
