import { COLLECT_SETTINGS, type CollectSettings } from './collect-settings.ts';
import { LOCAL_SETTINGS, type LocalSettings } from './local-settings.ts';
import type { SettingTable } from './setting.ts';
import { TRICKLE_SETTINGS, type TrickleSettings } from './trickle-settings.ts';

/** All settings of pcc. */
export interface Settings extends CollectSettings, LocalSettings, TrickleSettings {}

/** The table of settings: --help, --print-config, flags, environment and configuration file are all made from it. */
export const SETTINGS: SettingTable<Settings> = {
  ...COLLECT_SETTINGS,
  ...LOCAL_SETTINGS,
  ...TRICKLE_SETTINGS,
};
