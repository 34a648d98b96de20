/** An API key fit to be shown: the public id of a `pmk_<id>_<secret>` stays, of anything else nothing does. */
export function maskKey(key: string): string {
  if (key === '') return '';
  const [, id] = /^(pmk_[A-Za-z0-9]{1,32}_)./.exec(key) ?? [];
  return `${id ?? ''}****`;
}
