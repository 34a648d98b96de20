import { describe, expect, test } from 'vitest';
import { wholeDisks } from './whole-disks.ts';

const fact = (physical: boolean) => ({ physical, sizeBytes: null, rotational: null });

describe('wholeDisks', () => {
  test.each([
    ['SCSI', 'sda sda1 sda15 sdaa sdaa1', 'sda sdaa'],
    ['NVMe', 'nvme0n1 nvme0n1p1 nvme10n2 nvme0c0n1', 'nvme0n1 nvme10n2'],
    ['virtual machines', 'vda vda1 xvda xvda1 hda hda2', 'vda xvda hda'],
    ['memory cards', 'mmcblk0 mmcblk0p1 mmcblk0boot0', 'mmcblk0'],
    ['stacked devices', 'dm-0 md0 md127 loop0 ram0 zram0 sr0 fd0 sda', 'sda'],
    ['unusual names', 'dasda dasda1 nbd0 nbd0p1 pmem0 dm-0 loop0', 'dasda nbd0 pmem0'],
    ['only stacked devices', 'dm-0 loop0 zram0', ''],
    ['no devices', '', ''],
  ])('by name: %s', (_name, names, expected) => {
    expect([...wholeDisks(names.split(' ').filter(Boolean))]).toEqual(expected.split(' ').filter(Boolean));
  });

  test('facts go before names, and names fill in for a disk plugged in later', () => {
    const facts = { sda: fact(false), pmem0: fact(true), 'dm-0': fact(false), sr0: fact(true) };
    expect([...wholeDisks(['sda', 'pmem0', 'dm-0', 'sr0', 'sdb', 'sdb1'], facts)]).toEqual(['pmem0', 'sdb']);
  });

  test('names decide where the facts know no physical disk', () => {
    expect([...wholeDisks(['vda', 'vda1', 'dm-0'], { vda: fact(false), 'dm-0': fact(false) })]).toEqual([
      'vda',
    ]);
  });
});
