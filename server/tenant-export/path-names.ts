/**
 * A name for each thing that is safe as a folder on any disk; two that would get the same one differ by their ids.
 * @returns by id
 */
export function pathNames(things: readonly { id: string; name: string }[]): Map<string, string> {
  const names = new Map<string, string>();
  // Some disks do not tell capital letters from small ones.
  const taken = new Set<string>();
  for (const { id, name } of things) {
    const plain = name
      .replace(/[^A-Za-z0-9._-]+/g, '_')
      .replace(/^\.+/, '_')
      .slice(0, 100);
    const free = plain === '' || taken.has(plain.toLowerCase()) ? `${plain}_${id}` : plain;
    taken.add(free.toLowerCase());
    names.set(id, free);
  }
  return names;
}
