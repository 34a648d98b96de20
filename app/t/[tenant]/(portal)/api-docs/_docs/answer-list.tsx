import type { ApiResponse, JsonSchema } from '#server/openapi/api-document.ts';
import { FieldList } from './field-list.tsx';
import { schemaFields } from './schema-fields.ts';
import { typeName } from './type-name.ts';

interface AnswerListProps {
  responses: Record<string, ApiResponse>;
  schemas: Record<string, JsonSchema>;
}

/** What a call is answered, and with which codes it is refused. */
export function AnswerList({ responses, schemas }: AnswerListProps) {
  const all = Object.entries(responses);
  const refusals = all.flatMap(([status, response]) =>
    (response['x-error-codes'] ?? []).map(({ code }) => ({ status, code })),
  );
  return (
    <>
      {all.map(([status, response]) => {
        if (response['x-error-codes']) return null;
        const [content] = Object.entries(response.content ?? {});
        const named = content?.[1].schema.$ref === undefined ? '' : `, ${typeName(content[1].schema)}`;
        return (
          <div key={status} className="space-y-1.5">
            <p className="text-[13px]">
              <span className="font-semibold">{status}</span> {response.description}{' '}
              <span className="text-text-2">{Object.keys(response.content ?? {}).join(', ')}</span>
            </p>
            {content && (
              <FieldList
                sent
                title={`Answer ${status}${named}`}
                fields={schemaFields(content[1].schema, schemas)}
              />
            )}
          </div>
        );
      })}
      <div>
        <h4 className="mb-1 text-xs font-semibold text-text-2">Errors</h4>
        <ul className="flex flex-wrap gap-x-4 gap-y-1 text-[13px]">
          {refusals.map(({ status, code }) => (
            <li key={code}>
              {status}{' '}
              <a href={`#${code}`} className="font-mono text-[12.5px] text-accent hover:underline">
                {code}
              </a>
            </li>
          ))}
        </ul>
      </div>
    </>
  );
}
