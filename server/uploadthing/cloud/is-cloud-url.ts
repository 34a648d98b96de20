/**
 * Whether a URL is one where UploadThing keeps files. The portal fetches no other, whatever a callback says.
 */
export function isCloudUrl(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname, port, username, password } = new URL(url);
  return (
    protocol === 'https:' &&
    port === '' &&
    username === '' &&
    password === '' &&
    (hostname === 'utfs.io' || hostname.endsWith('.ufs.sh'))
  );
}
