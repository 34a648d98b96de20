import { resolve } from 'node:path';
import type { ReportOptions } from '../report-options.ts';
import type { FoundConfig } from './read-config.ts';
import { readLogo } from './read-logo.ts';
import { whereInConfig } from './where-in-config.ts';

/** The word for "whichever is busiest". */
const AUTO = 'auto';

/**
 * What a configuration says of the report itself, as options.
 * @throws AppError INVALID_IMAGE, NOT_FOUND (the logo)
 */
export async function configOptions(found: FoundConfig): Promise<ReportOptions> {
  const { config, folder } = found;
  const { title, time_zone, sections, thresholds, percentiles, paper, storage_device, network_interface } =
    config;
  const { logo, customer, accent } = config.branding ?? {};
  const branding = {
    ...(logo !== undefined && {
      logo: await readLogo(resolve(folder, logo), logo, whereInConfig(found, ['branding', 'logo'])),
    }),
    ...(accent !== undefined && { accent }),
  };
  return {
    ...(title !== undefined && { title }),
    ...(customer !== undefined && { customer }),
    ...(time_zone !== undefined && { timeZone: time_zone }),
    ...(sections && { sections }),
    ...(thresholds && { thresholds }),
    ...(percentiles && { percentiles }),
    ...(paper && { paper }),
    ...(storage_device !== undefined && storage_device !== AUTO && { storageDevice: storage_device }),
    ...(network_interface !== undefined &&
      network_interface !== AUTO && { networkInterface: network_interface }),
    ...(Object.keys(branding).length > 0 && { branding }),
  };
}
