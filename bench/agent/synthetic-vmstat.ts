export interface VmActivity {
  /** KiB. */
  read: number;
  written: number;
  faults: number;
  major: number;
  random: (most: number) => number;
}

/** Counters and levels of a kernel that nothing moves on a host with memory to spare. */
const STILL =
  'nr_zone_unevictable nr_mlock nr_zspages nr_free_cma numa_miss numa_foreign nr_unevictable nr_isolated_anon ' +
  'nr_isolated_file workingset_refault_anon workingset_activate_anon workingset_restore_anon workingset_restore_file ' +
  'workingset_nodereclaim nr_writeback nr_shmem nr_shmem_hugepages nr_shmem_pmdmapped nr_file_hugepages ' +
  'nr_file_pmdmapped nr_vmscan_write nr_vmscan_immediate_reclaim nr_throttled_written nr_swapcached pgpromote_success ' +
  'pgdemote_kswapd pgdemote_direct nr_dirty_threshold nr_dirty_background_threshold pswpin pswpout pgalloc_dma ' +
  'pgalloc_device allocstall_dma allocstall_dma32 allocstall_normal allocstall_movable pgskip_dma pgskip_normal ' +
  'pglazyfree pglazyfreed pgrefill pgsteal_kswapd pgsteal_direct pgsteal_khugepaged pgscan_kswapd pgscan_direct ' +
  'pgscan_khugepaged pgscan_direct_throttle pgscan_anon pgscan_file pgsteal_anon pgsteal_file zone_reclaim_success ' +
  'zone_reclaim_failed pginodesteal slabs_scanned kswapd_inodesteal pageoutrun pgrotated drop_pagecache drop_slab ' +
  'oom_kill pgmigrate_success pgmigrate_fail thp_migration_success thp_migration_fail compact_migrate_scanned ' +
  'compact_free_scanned compact_isolated compact_stall compact_fail compact_success compact_daemon_wake ' +
  'htlb_buddy_alloc_success unevictable_pgs_culled unevictable_pgs_scanned unevictable_pgs_rescued thp_fault_fallback ' +
  'thp_collapse_alloc thp_file_alloc thp_split_page thp_deferred_split_page thp_split_pmd thp_zero_page_alloc ' +
  'thp_swpout balloon_inflate balloon_deflate swap_ra swap_ra_hit ksm_swpin_copy cow_ksm zswpin zswpout ' +
  'direct_map_level2_splits direct_map_level3_splits nr_unstable';

/** Levels that move within a second, in pages. */
const LEVELS =
  'nr_free_pages nr_zone_inactive_anon nr_zone_active_anon nr_zone_inactive_file nr_zone_active_file ' +
  'nr_inactive_anon nr_active_anon nr_inactive_file nr_active_file nr_slab_reclaimable nr_slab_unreclaimable ' +
  'nr_anon_pages nr_mapped nr_file_pages nr_dirty nr_kernel_stack nr_page_table_pages';

/** /proc/vmstat of a busy host that neither swaps nor reclaims. */
export function vmstatText({ read, written, faults, major, random }: VmActivity): string {
  const rows: (readonly [string, number])[] = [
    ...LEVELS.split(' ').map((name, index) => [name, 1_000_000 + index * 400_000 + random(8000)] as const),
    ['numa_hit', faults * 2],
    ['numa_local', faults * 2],
    ['nr_dirtied', written / 4],
    ['nr_written', written / 4],
    ['pgpgin', read],
    ['pgpgout', written],
    ['pgalloc_dma32', faults / 16],
    ['pgalloc_normal', faults * 2],
    ['pgfree', faults * 2 + 90_000],
    ['pgactivate', written / 8],
    ['pgfault', faults],
    ['pgmajfault', major],
    ['pgreuse', faults / 5],
    ['thp_fault_alloc', faults / 512],
    ...STILL.split(' ').map((name, index) => [name, index % 3 === 0 ? index * 1021 : 0] as const),
  ];
  return rows.map(([name, value]) => `${name} ${Math.floor(value)}\n`).join('');
}
