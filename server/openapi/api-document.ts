/** A JSON Schema, draft 2020-12. */
export interface JsonSchema {
  $ref?: string;
  type?: string | string[];
  description?: string;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  items?: JsonSchema;
  anyOf?: JsonSchema[];
  enum?: unknown[];
  default?: unknown;
  format?: string;
  [keyword: string]: unknown;
}

export interface ApiParameter {
  name: string;
  in: 'path' | 'query';
  required: boolean;
  description?: string;
  schema: JsonSchema;
  example?: string;
}

type Content = Record<string, { schema: JsonSchema; example?: unknown }>;

export interface ApiResponse {
  description: string;
  headers?: Record<string, { $ref: string }>;
  content?: Content;
  /** The codes that come with this status. */
  'x-error-codes'?: { code: string; meaning: string }[];
}

export interface ApiOperation {
  operationId: string;
  tags: string[];
  summary: string;
  description?: string;
  security: Record<string, string[]>[];
  /** The scope that is needed. */
  'x-scope'?: string;
  parameters: ApiParameter[];
  requestBody?: { required: true; content: Content };
  responses: Record<string, ApiResponse>;
  'x-codeSamples': { lang: 'Shell'; label: 'curl'; source: string }[];
}

/** An OpenAPI 3.1 document: the parts that this portal's has. */
export interface ApiDocument {
  openapi: '3.1.0';
  info: { title: string; version: string; description: string };
  servers: { url: string }[];
  tags: { name: string }[];
  paths: Record<string, Record<string, ApiOperation>>;
  components: {
    schemas: Record<string, JsonSchema>;
    headers: Record<string, { description: string; schema: JsonSchema }>;
    securitySchemes: Record<string, Record<string, string>>;
  };
}
