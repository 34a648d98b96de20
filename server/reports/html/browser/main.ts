// The script of an HTML report. Everything it needs is in the document; without it, everything can be read.
import type { LiveData } from '../data/live-data.ts';
import { unpackData } from '../data/unpack-data.ts';
import { followContents } from './follow-contents.ts';
import { addHint } from './hint.ts';
import { liftTitles } from './lift-titles.ts';
import { linkFindings } from './link-findings.ts';
import { type LiveSection, liveSection } from './live-section.ts';
import { sortTables } from './sort-tables.ts';
import { switchTheme } from './switch-theme.ts';
import { makeTip } from './tip.ts';

const source = document.getElementById('report-data')?.textContent ?? '{}';
const data = unpackData<LiveData>(source);
const tip = makeTip();

switchTheme();
followContents();
sortTables(data.tables);
liftTitles(tip);

const sections = new Map<string, LiveSection>();
for (const element of document.querySelectorAll<HTMLElement>('main > section')) {
  const live = liveSection(element, data, tip);
  if (live) sections.set(element.id, live);
}
linkFindings(sections);
if (sections.size > 0) addHint();
