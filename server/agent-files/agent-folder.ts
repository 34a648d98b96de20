import { join } from 'node:path';

/** Where `npm run build` (bundles) and `npm run build:agent` (single files) put what is installed on servers. */
export const agentFolder = (): string => join(process.cwd(), 'dist', 'agent');
