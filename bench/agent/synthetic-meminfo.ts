/** Keys of Linux 6 that stay, with their kB. */
const STILL = new Map<string, number>([
  ['SwapCached', 0],
  ['Unevictable', 30_940],
  ['Mlocked', 27_868],
  ['SwapTotal', 8_388_604],
  ['SwapFree', 8_388_604],
  ['Zswap', 0],
  ['Zswapped', 0],
  ['Writeback', 0],
  ['NFS_Unstable', 0],
  ['Bounce', 0],
  ['WritebackTmp', 0],
  ['CommitLimit', 140_497_404],
  ['VmallocTotal', 34_359_738_367],
  ['VmallocUsed', 611_244],
  ['VmallocChunk', 0],
  ['Percpu', 131_072],
  ['HardwareCorrupted', 0],
  ['ShmemHugePages', 0],
  ['ShmemPmdMapped', 0],
  ['FileHugePages', 0],
  ['FilePmdMapped', 0],
  ['CmaTotal', 0],
  ['CmaFree', 0],
  ['Hugepagesize', 2048],
  ['Hugetlb', 0],
  ['DirectMap4k', 1_542_012],
  ['DirectMap2M', 61_204_480],
  ['DirectMap1G', 207_618_048],
]);

/** Keys that move, with about their kB and how far they move in a second. */
const MOVING = new Map<string, readonly [level: number, swing: number]>([
  ['MemFree', [71_400_000, 60_000]],
  ['MemAvailable', [210_300_000, 60_000]],
  ['Buffers', [1_204_000, 40]],
  ['Cached', [132_000_000, 3000]],
  ['Active', [88_000_000, 30_000]],
  ['Inactive', [79_000_000, 30_000]],
  ['Active(anon)', [40_100_000, 30_000]],
  ['Inactive(anon)', [120_000, 0]],
  ['Active(file)', [47_900_000, 2000]],
  ['Inactive(file)', [78_800_000, 2000]],
  ['Dirty', [31_000, 20_000]],
  ['AnonPages', [39_800_000, 30_000]],
  ['Mapped', [2_104_000, 400]],
  ['Shmem', [401_000, 0]],
  ['KReclaimable', [9_120_000, 300]],
  ['Slab', [11_400_000, 400]],
  ['SReclaimable', [9_120_000, 300]],
  ['SUnreclaim', [2_280_000, 100]],
  ['KernelStack', [38_000, 100]],
  ['PageTables', [160_000, 300]],
  ['Committed_AS', [71_000_000, 90_000]],
  ['AnonHugePages', [21_000_000, 0]],
]);

const TOTAL = 263_840_288;

/** /proc/meminfo of a host with 256 GB. */
export function meminfoText(upTo: (most: number) => number): string {
  const moving = [...MOVING].map(([key, [level, swing]]) => line(key, level + upTo(swing)));
  const still = [...STILL].map(([key, value]) => line(key, value));
  return [line('MemTotal', TOTAL), ...moving, ...still].join('');
}

const line = (key: string, value: number): string =>
  `${`${key}:`.padEnd(16)}${String(value).padStart(8)} kB\n`;
