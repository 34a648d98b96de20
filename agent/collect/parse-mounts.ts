/** A mounted file system that takes part in `statfs[*]`. */
export interface Mount {
  mountPoint: string;
  /** Answered by another machine or another process, which may never do so. */
  isRemote: boolean;
}

/** File systems that hold no files of anybody's, or files of another mount. Types as /proc/mounts names them. */
const PSEUDO = new Set(
  (
    'autofs binfmt_misc bpf cgroup cgroup2 configfs debugfs devpts devtmpfs efivarfs erofs fuse.lxcfs fuse.portal ' +
    'fuse.gvfsd-fuse fuse.snapfuse fusectl hugetlbfs iso9660 mqueue nsfs overlay proc pstore ramfs resctrl rootfs ' +
    'rpc_pipefs securityfs selinuxfs smackfs squashfs sysfs tmpfs tracefs'
  ).split(' '),
);
const REMOTE =
  /^(?:nfs4?|cifs|smb3?|smbfs|ceph|afs|9p|virtiofs|lustre|gpfs|beegfs|ocfs2|gfs2|ncpfs|fuse(?:\..*)?)$/;
const MOST_MOUNTS = 256;

/**
 * The real file systems of a mountinfo text (proc(5)), each device once, in the order they were mounted; the root of a
 * container, an overlay, is one too. Lines that are not as documented are passed over.
 */
export function parseMounts(mountinfo: string): Mount[] {
  const byPlace = new Map<string, Mount & { device: string; isWhole: boolean }>();
  for (const line of mountinfo.split('\n')) {
    const [left = '', right = ''] = line.split(' - ');
    const [, , device, root, place] = left.split(' ');
    const [type] = right.split(' ');
    if (device === undefined || root === undefined || place === undefined || !type) continue;
    const mountPoint = unescapeOctal(place);
    // What is mounted over another hides it.
    byPlace.delete(mountPoint);
    if (PSEUDO.has(type) && !(type === 'overlay' && mountPoint === '/')) continue;
    byPlace.set(mountPoint, { mountPoint, isRemote: REMOTE.test(type), device, isWhole: root === '/' });
  }
  const byDevice = new Map<string, Mount & { isWhole: boolean }>();
  for (const { device, ...mount } of byPlace.values()) {
    const other = byDevice.get(device);
    // A bind mount shows a folder of a file system that is there as a whole, as a rule.
    if (!other || (mount.isWhole && !other.isWhole)) byDevice.set(device, mount);
  }
  return [...byDevice.values()]
    .slice(0, MOST_MOUNTS)
    .map(({ mountPoint, isRemote }) => ({ mountPoint, isRemote }));
}

/** The kernel writes space, tab, line feed and backslash as \040 and so on; bytes are those of UTF-8 otherwise. */
function unescapeOctal(text: string): string {
  return text.replaceAll(/\\([0-7]{3})/g, (_, digits: string) =>
    String.fromCharCode(Number.parseInt(digits, 8)),
  );
}
