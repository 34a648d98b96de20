import { parseInput } from '#server/http/parse-input.ts';
import { readJson } from '#server/http/read-body.ts';
import { json } from '#server/http/to-response.ts';
import { withCaller } from '#server/http/with-caller.ts';
import { beginUpload } from '#server/uploads/begin-upload.ts';
import { PART_BYTES } from '#server/uploads/limits.ts';
import { listUploads } from '#server/uploads/list-uploads.ts';
import { BODY_LIMITS, uploadPlan, uploadQuery } from './upload-input.ts';

export const dynamic = 'force-dynamic';

/** Uploads, newest first. */
export const GET = withCaller(async (ctx, request) => {
  const query = parseInput(uploadQuery, Object.fromEntries(new URL(request.url).searchParams));
  return json(await listUploads(ctx, query));
});

/** 201: send the bytes to /content. 200: the file is stored already, nothing needs to be sent. */
export const POST = withCaller(async (ctx, request) => {
  const { value } = await readJson(request, BODY_LIMITS);
  const { file_name, byte_count, machine_id, counters, sha256 } = parseInput(uploadPlan, value);
  const view = await beginUpload(ctx, {
    fileName: file_name,
    byteCount: byte_count,
    machine: machine_id ?? null,
    counters: counters ?? null,
    ...(sha256 && { sha256: Buffer.from(sha256, 'hex') }),
  });
  if (view.status === 'done') return json(view);
  return json({ ...view, part_bytes: PART_BYTES }, 201, { Location: `/api/v1/uploads/${view.upload_id}` });
});
