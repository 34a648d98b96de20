import { expect, test } from 'vitest';
import { parseMounts } from './parse-mounts.ts';

const MOUNTINFO = String.raw`22 27 0:21 / /proc rw,relatime - proc proc rw
27 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw
30 27 259:1 / /boot/efi rw,relatime shared:2 master:3 - vfat /dev/vdb1 rw
31 27 254:0 /var/lib/data /srv/data rw - ext4 /dev/vda rw
32 27 0:40 / /mnt/nfs\040share rw - nfs4 filer:/share rw
33 27 0:41 / /run rw - tmpfs tmpfs rw
34 27 0:42 / /home rw - fuse.sshfs host:/ rw
35 27 0:43 / /data rw - xfs /dev/old rw
36 35 0:44 / /data rw - xfs /dev/new rw
37 27 0:45 /@sub /sub rw - btrfs /dev/vdc rw
38 27 0:45 / /whole rw - btrfs /dev/vdc rw
39 27 0:46 / /over rw - ext4 /dev/vdd rw
40 39 0:47 / /over rw - tmpfs tmpfs rw
41 27 0:48 / /var/lib/docker/overlay2/a/merged rw - overlay overlay rw
broken
1 2 3
`;

test('real file systems, each once, what is mounted over another only', () => {
  expect(parseMounts(MOUNTINFO)).toEqual([
    { mountPoint: '/', isRemote: false },
    { mountPoint: '/boot/efi', isRemote: false },
    { mountPoint: '/mnt/nfs share', isRemote: true },
    { mountPoint: '/home', isRemote: true },
    { mountPoint: '/data', isRemote: false },
    { mountPoint: '/whole', isRemote: false },
  ]);
});

test('the root of a container', () => {
  expect(parseMounts('1 0 0:9 / / rw - overlay overlay rw\n')).toEqual([
    { mountPoint: '/', isRemote: false },
  ]);
});

test('nothing', () => expect(parseMounts('')).toEqual([]));
