/** Tags as lines of text: `name: value`, or a name alone. */
export const writeTags = (tags: Readonly<Record<string, string>>): string =>
  Object.entries(tags)
    .map(([name, value]) => (value === '' ? name : `${name}: ${value}`))
    .join('\n');

/** The tags of such lines; of two of one name the last counts. */
export const readTags = (text: string): Record<string, string> =>
  Object.fromEntries(
    text
      .split(/[\n,]/)
      .map((line) => {
        const [name = '', ...value] = line.split(':');
        return [name.trim(), value.join(':').trim()];
      })
      .filter(([name]) => name !== ''),
  );
