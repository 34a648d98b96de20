import { expect, test } from 'vitest';
import { schemaFields } from './schema-fields.ts';

const text = { type: 'string' };

test('fields are listed with those that lie in them', () => {
  const fields = schemaFields(
    {
      type: 'object',
      required: ['machines'],
      properties: {
        machines: { type: 'array', items: { $ref: '#/components/schemas/Machine' } },
        result: { anyOf: [{ type: 'object', properties: { message: text } }, { type: 'null' }] },
        next_cursor: { ...text, description: 'Send it back.' },
      },
    },
    { Machine: { type: 'object', required: ['id'], properties: { id: text } } },
  );
  expect(fields.map(({ name, required }) => [name, required])).toEqual([
    ['machines', true],
    ['machines[].id', true],
    ['result', false],
    ['result.message', false],
    ['next_cursor', false],
  ]);
  expect(fields[0]?.type).toBe('list of Machine');
  expect(fields[4]?.description).toBe('Send it back.');
});

test('what names itself ends', () => {
  const Tree = { type: 'object', properties: { child: { $ref: '#/components/schemas/Tree' } } };
  expect(schemaFields(Tree, { Tree }).map(({ name }) => name)).toEqual([
    'child',
    'child.child',
    'child.child.child',
  ]);
});

test('what is no object, or is not there, has none', () => {
  for (const schema of [text, {}, { $ref: '#/components/schemas/Gone' }])
    expect(schemaFields(schema, {})).toEqual([]);
});
