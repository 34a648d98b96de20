import { StyleSheet } from '@react-pdf/renderer';
import type { Style } from '@react-pdf/types';
import { PALETTE } from './palette.ts';

/** A4 in points, and what its margins leave. */
export const PAGE = { margin: 46, width: 595.28 - 2 * 46 } as const;

/** Figures of one width, so that columns of them line up. */
export const TABULAR: Pick<Style, 'fontFeatureSettings'> = { fontFeatureSettings: ['tnum'] };

/** Under 70 characters of body text. */
const MEASURE = 350;

export const styles = StyleSheet.create({
  page: {
    paddingTop: 68,
    paddingBottom: 62,
    paddingHorizontal: PAGE.margin,
    backgroundColor: PALETTE.paper,
    color: PALETTE.text,
  },
  flow: { fontSize: 8.8, lineHeight: 1.45 },
  title: { fontSize: 21, fontWeight: 700, letterSpacing: -0.4, lineHeight: 1.2 },
  heading: { fontSize: 12, fontWeight: 600, letterSpacing: -0.1, lineHeight: 1.3, marginBottom: 4 },
  section: { marginTop: 20 },
  body: { maxWidth: MEASURE },
  soft: { color: PALETTE.text2 },
  hint: { color: PALETTE.text3 },
  strong: { fontWeight: 600 },
});
