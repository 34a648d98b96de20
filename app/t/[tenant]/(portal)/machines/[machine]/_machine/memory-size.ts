const MB_PER_GB = 1024;

/** Between a figure and its unit no line ends. */
const SPACE = '\u00a0';

/** Memory of a machine for reading: "64 GB", "3.8 GB", "512 MB"; null when it is not known. */
export function memorySize(megabytes: number | null): string | null {
  if (megabytes === null) return null;
  if (megabytes < MB_PER_GB) return `${Math.round(megabytes)}${SPACE}MB`;
  const gigabytes = megabytes / MB_PER_GB;
  return `${gigabytes < 10 ? gigabytes.toFixed(1) : Math.round(gigabytes)}${SPACE}GB`;
}
