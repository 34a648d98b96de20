import type { LookedOptions } from '#server/reports/branding/with-look.ts';
import { readThresholds } from './read-thresholds.ts';
import { SECTION_NAMES } from './section-names.ts';

const ALL = Object.keys(SECTION_NAMES) as (keyof typeof SECTION_NAMES)[];

/**
 * What the option fields of a form say; fields that are left alone say nothing.
 * @throws Error with a sentence for the reader
 */
export async function readOptions(form: FormData): Promise<LookedOptions> {
  const text = (name: string) => String(form.get(name) ?? '').trim();
  const sections = ALL.filter((id) => form.getAll('sections').includes(id));
  if (sections.length === 0) throw new Error('Choose at least one section.');
  const percentiles = text('percentiles')
    .split(/[\s,;]+/)
    .filter(Boolean)
    .map(Number);
  if (percentiles.some((one) => !(one >= 0 && one <= 100)))
    throw new Error('Percentiles are numbers from 0 to 100, such as 50, 95, 99.');
  const thresholds = readThresholds(form);
  const logo = form.get('logo');
  const given = Object.fromEntries(
    (['title', 'customer', 'accent', 'timeZone', 'storageDevice', 'networkInterface'] as const)
      .map((name) => [name, text(name)] as const)
      .filter(([, value]) => value !== ''),
  );
  return {
    ...given,
    ...(sections.length < ALL.length && { sections }),
    ...(percentiles.length > 0 && { percentiles }),
    ...(thresholds && { thresholds }),
    ...(form.get('paper') === 'letter' && { paper: 'letter' as const }),
    ...(logo instanceof File && logo.size > 0 && { logo: await readLogo(logo) }),
  };
}

const MOST_BYTES = 512 * 1024;

/** A chosen image as a data URL. @throws Error when it is too large or no PNG or JPEG */
export async function readLogo(file: File): Promise<string> {
  if (file.size > MOST_BYTES) throw new Error('A logo has at most 512 KB. Choose a smaller file.');
  if (!/^image\/(png|jpeg)$/.test(file.type)) throw new Error('A logo is a PNG or JPEG file.');
  const bytes = new Uint8Array(await file.arrayBuffer());
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return `data:${file.type};base64,${btoa(binary)}`;
}
