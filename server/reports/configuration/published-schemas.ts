import { z } from 'zod';
import { modelSchema } from '../model-schema.ts';
import { REPORT_MODEL_VERSION } from '../report-model.ts';
import { reportConfig } from './report-config.ts';

/** The JSON schemas that docs/ publishes, by file name: of a report's figures, and of a configuration. */
export function publishedSchemas(): Record<string, string> {
  const text = (schema: z.ZodType, title: string, io: 'input' | 'output') =>
    `${JSON.stringify({ title, ...z.toJSONSchema(schema, { io }) }, null, 2)}\n`;
  return {
    'report.schema.json': text(modelSchema, `PerfAnalysis report, version ${REPORT_MODEL_VERSION}`, 'output'),
    'report-config.schema.json': text(reportConfig, 'PerfAnalysis report configuration', 'input'),
  };
}
