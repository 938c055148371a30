import { Checkbox, Group, Select, Textarea, TextInput } from '@mantine/core';
import { useMessages } from '../messages/messages';
import { JsonText } from '../parts/json-text';
import { isNullable, kindOf, type MemberSchema } from './schema';

interface Props {
  readonly name: string;
  readonly schema: MemberSchema;
  readonly value: unknown;
  readonly error: string | undefined;
  readonly disabled?: boolean;
  /** What it means that nothing is chosen or typed. */
  readonly unset?: string | undefined;
  readonly onChange: (value: unknown) => void;
}

/** Of as many digits as a number holds exactly. Anything else isn't typed, so there is nothing to complain about. */
const WHOLE_NUMBER = /^\d{0,15}$/;

/** One member of a body, by its own name, with the documentation's words. */
export function SchemaField({ name, schema, value, error, disabled, unset, onChange }: Props) {
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
          placeholder={unset ?? schemaForm.unset}
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
          placeholder={unset ?? schemaForm.unset}
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
      return <JsonText {...look} minRows={3} value={value} onChange={onChange} />;
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
