type Route<Params> = (request: Request, route: { params: Promise<Params> }) => Promise<Response>;

/** Calls a route handler as Next does, and reads its answer; `body` is sent as JSON unless it is text or bytes. */
export async function askRoute<Params>(
  route: Route<Params>,
  url: string,
  options: {
    method?: string;
    headers?: Record<string, string>;
    body?: unknown;
    params?: Params;
  } = {},
): Promise<{ status: number; headers: Headers; body: Record<string, unknown> | null }> {
  const { method = 'GET', headers = {}, body, params } = options;
  const raw = body === undefined || typeof body === 'string' || body instanceof Uint8Array;
  const request = new Request(url, {
    method,
    headers: { host: new URL(url).host, ...headers },
    ...(body !== undefined && { body: raw ? (body as BodyInit) : JSON.stringify(body) }),
  });
  const response = await route(request, { params: Promise.resolve((params ?? {}) as Params) });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === '' ? null : JSON.parse(text) };
}
