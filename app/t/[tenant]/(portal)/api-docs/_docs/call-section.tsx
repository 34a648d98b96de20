import { Icon } from '#app/_components/icon.tsx';
import type { JsonSchema } from '#server/openapi/api-document.ts';
import { AnswerList } from './answer-list.tsx';
import type { Call } from './calls-by-group.ts';
import { FieldList } from './field-list.tsx';
import { schemaFields } from './schema-fields.ts';
import { typeName } from './type-name.ts';

interface CallSectionProps {
  call: Call;
  schemas: Record<string, JsonSchema>;
}

/** One call: its line, and opened all there is to know of it. */
export function CallSection({ call: { method, path, operation }, schemas }: CallSectionProps) {
  const [content] = Object.entries(operation.requestBody?.content ?? {});
  const parameters = operation.parameters.map(({ name, schema, required, description }) => ({
    name,
    type: typeName(schema),
    required,
    description,
  }));
  return (
    <details id={operation.operationId} className="group">
      <summary className="flex flex-wrap items-baseline gap-x-3 gap-y-1 px-4 py-2.5 hover:bg-surface-2">
        <span
          className={`w-14 font-mono text-xs font-semibold ${method === 'DELETE' ? 'text-act' : method === 'GET' ? 'text-text-2' : 'text-accent'}`}
        >
          {method}
        </span>
        <code className="font-mono text-[13px] break-all">{path}</code>
        <span className="text-[13px] text-text-2">{operation.summary}</span>
        <span className="ml-auto self-center text-text-3 group-open:rotate-180">
          <Icon name="chevron" />
        </span>
      </summary>
      <div className="space-y-4 border-t border-line px-4 py-4">
        <h3 className="sr-only">{operation.summary}</h3>
        <div className="max-w-[76ch] space-y-2 text-[13.5px]">
          {operation.description?.split('\n').map((paragraph) => (
            <p key={paragraph}>{paragraph}</p>
          ))}
          <p className="text-text-2">{whoMay(operation.security, operation['x-scope'])}</p>
        </div>
        <pre className="rounded-[7px] bg-surface-2 p-3 font-mono text-[12.5px] leading-relaxed break-all whitespace-pre-wrap">
          {operation['x-codeSamples'][0]?.source}
        </pre>
        <FieldList title="Parameters" fields={parameters} />
        {content && (
          <FieldList title={`Body, ${content[0]}`} fields={schemaFields(content[1].schema, schemas)} />
        )}
        <AnswerList responses={operation.responses} schemas={schemas} />
      </div>
    </details>
  );
}

function whoMay(security: readonly Record<string, unknown>[], scope: string | undefined): string {
  if (security.length === 0) return 'Open to everybody.';
  const who = security.some((scheme) => 'apiKey' in scheme) ? 'API key or access token' : 'Access token';
  return scope === undefined ? `${who}.` : `${who}, with the scope ${scope}.`;
}
