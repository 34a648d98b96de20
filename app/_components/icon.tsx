const PATHS = {
  fleet: 'M2.5 3h11v4h-11zM2.5 9h11v4h-11zM5 5h.01M5 11h.01',
  live: 'M1.5 8.5h2.8L6.4 3l3.2 10 2.1-4.5h2.8',
  report: 'M4 1.8h5l3.2 3.2v9.2H4zM9 1.8V5h3.2M6 8.5h4.2M6 11h4.2',
  download: 'M8 2v8m0 0 3-3M8 10 5 7M2.8 13.5h10.4',
  upload: 'M8 10V2m0 0 3 3M8 2 5 5M2.8 13.5h10.4',
  menu: 'M2.5 4.5h11M2.5 8h11M2.5 11.5h11',
  close: 'm3.5 3.5 9 9m0-9-9 9',
  chevron: 'm5 6.5 3 3 3-3',
  previous: 'm9.5 4-4 4 4 4',
  next: 'm6.5 4 4 4-4 4',
  plus: 'M8 3v10M3 8h10',
  copy: 'M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3',
  check: 'm3 8.5 3.5 3.5L13 4.5',
  minus: 'M3 8h10',
  people:
    'M6 7.5a2.3 2.3 0 1 0 0-4.6 2.3 2.3 0 0 0 0 4.6M1.8 13.3c0-2.4 1.8-4 4.2-4s4.2 1.6 4.2 4M10.4 3.2a2.3 2.3 0 0 1 0 4.2M12 9.8c1.4.6 2.2 1.9 2.2 3.5',
  person: 'M8 7.5A2.5 2.5 0 1 0 8 2.5a2.5 2.5 0 0 0 0 5M3.2 13.5c0-2.7 2-4.3 4.8-4.3s4.8 1.6 4.8 4.3',
  key: 'M5.2 10.8a2.7 2.7 0 1 0 0-.1M7.3 9.2l6.2-6.2M10.8 5.7l1.9 1.9',
  list: 'M5.5 4h8M5.5 8h8M5.5 12h8M2.5 4h.01M2.5 8h.01M2.5 12h.01',
  settings: 'M2.5 4.5h5m3 0h3M9 3v3M2.5 11.5h2m3 0h6M6 10v3',
  screen: 'M2 3h12v8H2zM5.5 13.5h5',
  code: 'm5.5 4-4 4 4 4m5-8 4 4-4 4',
  dots: 'M3.5 8h.01M8 8h.01M12.5 8h.01',
  scale: 'M2.5 2.5v11h11M5 11c3 0 4-1.5 5-4s1.5-3.5 3.5-4',
  picture: 'M2 3h12v10H2zM5.2 6.2h.01M2.5 11.5l3.5-3 2.5 2 2.5-2.5 2.5 2.5',
  expand: 'M6 2.5H2.5V6M10 2.5h3.5V6M6 13.5H2.5V10M10 13.5h3.5V10',
  search: 'M7 11.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9M10.3 10.3l3.2 3.2',
  compare: 'M2.5 2.5v11h11M5 10.5l2.5-4 2.5 2 3.5-5M5 6l2.5 1.5 2.5 3.5 3.5-1.5',
  clock: 'M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12M8 4.8V8l2.2 1.6',
} as const;

export type IconName = keyof typeof PATHS;

/** A line icon of 16 px in the text's colour. Always beside a word or inside a labelled control. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 16 16"
      width="16"
      height="16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      className="shrink-0"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
