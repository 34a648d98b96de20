import { z } from 'zod';
import { instant } from '#server/http/instant.ts';
import { withLook } from '#server/reports/branding/with-look.ts';
import { REPORT_FORMATS } from '#server/reports/report-formats.ts';
import { type ReportOptions, reportOptions } from '#server/reports/report-options.ts';
import { REPORT_STATUSES } from '#server/reports/report-view.ts';
import type { ReportRequest } from '#server/reports/request-report.ts';

/** A logo of 512 KB in base64, and the rest. */
export const BODY_LIMITS = { wireBytes: 1024 * 1024, unpackedBytes: 1024 * 1024 };

/** A moment in JSON: as in a query, or Unix seconds or milliseconds as a number. */
const moment = z.union([z.string(), z.number().transform(String)]).pipe(instant);
const machine = z.string().min(1).max(255);
const { shape } = reportOptions;

/** What may be chosen of a report's contents, in the words of the API. */
export const optionFields = {
  title: shape.title.unwrap().exactOptional(),
  customer: shape.customer.unwrap().exactOptional(),
  sections: shape.sections.unwrap().exactOptional(),
  thresholds: shape.thresholds.unwrap().exactOptional(),
  percentiles: shape.percentiles.unwrap().exactOptional(),
  time_zone: shape.timeZone.unwrap().exactOptional().describe('IANA name; UTC unless said.'),
  storage_device: shape.storageDevice.unwrap().exactOptional(),
  network_interface: shape.networkInterface.unwrap().exactOptional(),
  paper: shape.paper.unwrap().exactOptional(),
  logo: z
    .string()
    .max(1_000_000)
    .exactOptional()
    .describe('PNG or JPEG up to 512 KB as a data URL; the portal’s own unless said.'),
  accent: z.string().max(20).exactOptional().describe('A colour, such as #2457d6.'),
};

const formats = z.array(z.enum(REPORT_FORMATS)).min(1);

/** Body of a request for a report. */
export const reportRequest = z.object({
  machine_id: machine.exactOptional().describe('Name or id of the one machine.'),
  machines: z.array(machine).max(20).exactOptional().describe('Names or ids of several, at most six.'),
  start: moment.exactOptional(),
  end: moment.exactOptional(),
  session_id: z.string().max(64).exactOptional().describe('A collection session, whose time it is.'),
  compare_with: z
    .union([z.object({ start: moment, end: moment }), z.literal('previous')])
    .nullable()
    .exactOptional()
    .describe('An earlier period, or "previous" for the one just before.'),
  formats: formats.exactOptional().describe('Both unless said.'),
  ...optionFields,
});

/** Query of a list. */
export const reportQuery = z.object({
  machine_id: z.string().min(1).max(255).exactOptional(),
  status: z.enum(REPORT_STATUSES).exactOptional(),
  q: z.string().max(200).exactOptional(),
  cursor: z.uuid().exactOptional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/** Query of a download. */
export const downloadQuery = z.object({
  format: z.enum(REPORT_FORMATS).exactOptional(),
  inline: z.enum(['0', '1']).exactOptional(),
});

/** Body of a request for a link. */
export const shareRequest = z.object({ days: z.int().min(1).max(90).default(7) });

/** Body of a request for one more like it. */
export const rerunRequest = z.object({ newer: z.boolean().default(true) });

type OptionFields = z.output<z.ZodObject<typeof optionFields>>;

/** The options among the fields of a request. */
export function optionsOf(fields: OptionFields): ReportOptions {
  const { time_zone, storage_device, network_interface, title, customer, sections, thresholds } = fields;
  const { percentiles, paper, logo, accent } = fields;
  return withLook({
    ...(title !== undefined && { title }),
    ...(customer !== undefined && { customer }),
    ...(sections && { sections }),
    ...(thresholds && { thresholds }),
    ...(percentiles && { percentiles }),
    ...(paper && { paper }),
    ...(logo !== undefined && { logo }),
    ...(accent !== undefined && { accent }),
    ...(time_zone !== undefined && { timeZone: time_zone }),
    ...(storage_device !== undefined && { storageDevice: storage_device }),
    ...(network_interface !== undefined && { networkInterface: network_interface }),
  });
}

/** A request's body as what is asked for. */
export function requestOf(body: z.output<typeof reportRequest>): ReportRequest {
  const { machine_id, machines = [], start, end, session_id, compare_with, formats } = body;
  return {
    machines: [...(machine_id === undefined ? [] : [machine_id]), ...machines],
    ...(start && { start }),
    ...(end && { end }),
    ...(session_id !== undefined && { sessionId: session_id }),
    ...(compare_with && { compareWith: compare_with }),
    ...(formats && { formats }),
    options: optionsOf(body),
  };
}
