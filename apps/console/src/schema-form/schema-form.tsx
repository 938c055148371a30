import { Accordion, Button, Group, Stack } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { ApiProblem } from '../api/problem';
import { useMessages } from '../messages/messages';
import { ProblemAlert } from '../parts/problem-alert';
import type { ObjectSchema } from './schema';
import { SchemaField } from './schema-field';

export interface Section {
  readonly name: string;
  readonly members: readonly string[];
}

type Values = Readonly<Record<string, unknown>>;

interface Props {
  readonly schema: ObjectSchema;
  /** As it was read; the form starts anew when `version` is another one. */
  readonly values: Values;
  readonly sections: readonly Section[];
  /** Heading of what no section names. */
  readonly rest: string;
  /** Members that have a place of their own elsewhere. */
  readonly without?: readonly string[];
  readonly disabled?: boolean;
  /** What it means that a member isn't set. */
  readonly unset?: string;
  /** Saves what was changed, and only that (RFC 7396). */
  readonly onSave: (changes: Record<string, unknown>) => Promise<unknown>;
}

/** A form of all members of a row, in sections. Only what was changed is sent, for the version that was read. */
export function SchemaForm({
  schema,
  values,
  sections,
  rest,
  without = [],
  disabled = false,
  unset,
  onSave,
}: Props) {
  const { schemaForm } = useMessages();
  const [draft, setDraft] = useState<Values>({});
  const { mutate, isPending, error } = useMutation({
    mutationFn: onSave,
    onSuccess: () => {
      setDraft({});
      notifications.show({ message: schemaForm.saved, color: 'green' });
    },
  });
  const changed = Object.keys(draft).filter((name) => !isSame(draft[name], values[name]));
  const problems = error instanceof ApiProblem ? error.fields : {};
  const problemOf = (name: string) =>
    Object.entries(problems).find(
      ([field]) => field === name || field.startsWith(`${name}[`) || field.startsWith(`${name}.`),
    )?.[1];
  const named = sections.flatMap(({ members }) => members);
  const others = Object.keys(schema).filter((name) => !named.includes(name) && !without.includes(name));
  const shown = [...sections, ...(others.length > 0 ? [{ name: rest, members: others }] : [])];
  const save = (event: FormEvent) => {
    event.preventDefault();
    mutate(Object.fromEntries(changed.map((name) => [name, draft[name]])));
  };
  return (
    <form onSubmit={save}>
      <Stack>
        <Accordion multiple defaultValue={['section-0']} variant="separated">
          {shown.map(({ name, members }, index) => (
            <Accordion.Item key={name} value={`section-${index}`}>
              <Accordion.Control>{name}</Accordion.Control>
              <Accordion.Panel>
                <Stack>
                  {members.map((member) => {
                    const described = schema[member];
                    if (!described) return null;
                    return (
                      <SchemaField
                        key={member}
                        name={member}
                        schema={described}
                        value={member in draft ? draft[member] : values[member]}
                        error={problemOf(member)}
                        disabled={disabled}
                        unset={unset}
                        onChange={(value) => setDraft((before) => ({ ...before, [member]: value }))}
                      />
                    );
                  })}
                </Stack>
              </Accordion.Panel>
            </Accordion.Item>
          ))}
        </Accordion>
        <ProblemAlert error={error} />
        {!disabled && (
          <Group>
            <Button id="save" type="submit" disabled={changed.length === 0} loading={isPending}>
              {changed.length === 0 ? schemaForm.save : schemaForm.saveChanges(changed.length)}
            </Button>
            {changed.length > 0 && (
              <Button variant="default" onClick={() => setDraft({})}>
                {schemaForm.discard}
              </Button>
            )}
          </Group>
        )}
      </Stack>
    </form>
  );
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
