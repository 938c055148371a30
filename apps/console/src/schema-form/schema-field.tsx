import { Checkbox, Group, JsonInput, Select, Stack, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useMessages } from '../messages/messages';
import { isNullable, kindOf, type MemberSchema } from './schema';

interface Props {
  readonly name: string;
  readonly schema: MemberSchema;
  readonly value: unknown;
  readonly error: string | undefined;
  readonly disabled?: boolean;
  readonly onChange: (value: unknown) => void;
}

/** Of as many digits as a number holds exactly. Anything else isn't typed, so there is nothing to complain about. */
const WHOLE_NUMBER = /^\d{0,15}$/;

/** One member of a body, by its own name, with the documentation's words. */
export function SchemaField({ name, schema, value, error, disabled, onChange }: Props) {
  const { schemaForm } = useMessages();
  const look = { label: name, description: schema.description, error, disabled, id: `member-${name}` };
  const nullable = isNullable(schema);
  switch (kindOf(schema)) {
    case 'choice':
    case 'flag': {
      const choices = schema.enum?.filter((choice) => choice !== null) ?? ['true', 'false'];
      const chosen = value === null || value === undefined ? null : String(value);
      return (
        <Select
          {...look}
          data={choices}
          value={chosen}
          clearable={nullable}
          allowDeselect={nullable}
          placeholder={schemaForm.unset}
          clearButtonProps={{ 'aria-label': schemaForm.clear(name) }}
          onChange={(choice) => onChange(schema.enum ? choice : choice === null ? null : choice === 'true')}
        />
      );
    }
    case 'choices':
      return (
        <Checkbox.Group {...look} value={strings(value)} onChange={onChange}>
          <Group mt="xs">
            {schema.items?.enum?.map((choice) => (
              <Checkbox key={choice} value={String(choice)} label={choice} disabled={disabled} />
            ))}
          </Group>
        </Checkbox.Group>
      );
    case 'number':
      return (
        <TextInput
          {...look}
          value={typeof value === 'number' ? String(value) : ''}
          inputMode="numeric"
          placeholder={schemaForm.unset}
          onChange={({ currentTarget: { value: typed } }) =>
            WHOLE_NUMBER.test(typed) && onChange(typed === '' ? null : Number(typed))
          }
        />
      );
    case 'list':
      return (
        <Textarea
          {...look}
          description={[schema.description, schemaForm.onePerLine].filter(Boolean).join(' ')}
          autosize
          minRows={2}
          spellCheck={false}
          value={strings(value).join('\n')}
          onChange={({ currentTarget }) => onChange(linesOf(currentTarget.value))}
          onBlur={() => onChange(strings(value).filter((line) => line !== ''))}
        />
      );
    case 'json':
      return <JsonField {...look} value={value} onChange={onChange} />;
    default:
      return (
        <TextInput
          {...look}
          value={typeof value === 'string' ? value : ''}
          onChange={({ currentTarget }) =>
            onChange(currentTarget.value === '' && nullable ? null : currentTarget.value)
          }
        />
      );
  }
}

/** Lines as they are typed; only at the end are the empty ones left out. */
function linesOf(text: string): string[] {
  return text === '' ? [] : text.split('\n').map((line) => line.trim());
}

function strings(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

interface JsonProps {
  readonly id: string;
  readonly label: string;
  readonly description: string | undefined;
  readonly error: string | undefined;
  readonly disabled: boolean | undefined;
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
}

/** Text that is JSON most of the time: what isn't (yet) stays in the field and is not taken over. */
function JsonField({ value, onChange, error, ...look }: JsonProps) {
  const { schemaForm } = useMessages();
  const [text, setText] = useState(
    value === null || value === undefined ? '' : JSON.stringify(value, null, 2),
  );
  const [wrong, setWrong] = useState(false);
  const change = (typed: string) => {
    setText(typed);
    try {
      onChange(typed.trim() === '' ? null : JSON.parse(typed));
      setWrong(false);
    } catch {
      setWrong(true);
    }
  };
  return (
    <Stack gap={0}>
      <JsonInput
        {...look}
        autosize
        minRows={3}
        error={wrong ? schemaForm.notJson : error}
        value={text}
        onChange={change}
      />
    </Stack>
  );
}
