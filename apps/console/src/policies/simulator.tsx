import { Alert, Button, Code, Group, JsonInput, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { api, type Schemas } from '../api/client';
import { ApiProblem } from '../api/problem';
import { useMessages } from '../messages/messages';
import { PageTitle } from '../parts/page-title';
import { ProblemAlert } from '../parts/problem-alert';
import { SchemaField } from '../schema-form/schema-field';
import { useSchema } from '../schema-form/use-schema';

type Asked = Schemas['SimulationInput'];
type Answer = Schemas['Simulation'];

const TEXTS = ['client_id', 'user_id', 'grant_type', 'scope', 'action', 'network'] as const;
type Typed = Partial<Record<(typeof TEXTS)[number] | 'type' | 'id' | 'properties', string>> & {
  time?: number;
};

/** What somebody would be given, and by which rule: the engine that issues tokens is asked, and issues nothing. */
export function Simulator() {
  const { simulator } = useMessages();
  const schema = useSchema('SimulationInput');
  const [typed, setTyped] = useState<Typed>({});
  const { mutate, data, error, isPending } = useMutation({
    mutationFn: async () =>
      (await api.POST('/admin/v1/access-policies/simulate', { body: askedOf(typed) })).data,
  });
  const fields = error instanceof ApiProblem ? error.fields : {};
  const ask = (event: FormEvent) => {
    event.preventDefault();
    mutate();
  };
  const change = (part: Typed) => setTyped((before) => ({ ...before, ...part }));
  return (
    <>
      <PageTitle>{simulator.title}</PageTitle>
      <Text>{simulator.help}</Text>
      <form onSubmit={ask}>
        <Stack>
          <SimpleGrid cols={{ base: 1, sm: 2 }}>
            {TEXTS.map((name) => (
              <TextInput
                key={name}
                id={`simulate-${name}`}
                label={simulator.fields[name]}
                description={schema?.[name]?.description}
                required={name === 'client_id'}
                error={fields[name]}
                value={typed[name] ?? ''}
                onChange={({ currentTarget }) => change({ [name]: currentTarget.value })}
              />
            ))}
            {schema?.['time'] && (
              <SchemaField
                name="time"
                schema={schema['time']}
                value={typed.time}
                error={fields['time']}
                unset={simulator.now}
                onChange={(time) => change({ time: typeof time === 'number' ? time : undefined })}
              />
            )}
            <TextInput
              id="simulate-type"
              label={simulator.fields.type}
              error={fields['resource.type']}
              value={typed.type ?? ''}
              onChange={({ currentTarget }) => change({ type: currentTarget.value })}
            />
            <TextInput
              id="simulate-id"
              label={simulator.fields.id}
              error={fields['resource.id']}
              value={typed.id ?? ''}
              onChange={({ currentTarget }) => change({ id: currentTarget.value })}
            />
            <JsonInput
              id="simulate-properties"
              label={simulator.fields.properties}
              error={
                fields['resource.properties'] ?? (isJson(typed.properties) ? undefined : simulator.notJson)
              }
              autosize
              value={typed.properties ?? ''}
              onChange={(properties) => change({ properties })}
            />
          </SimpleGrid>
          <ProblemAlert error={error} shown={[...TEXTS, 'time']} />
          <Group>
            <Button id="simulate" type="submit" loading={isPending} disabled={!isJson(typed.properties)}>
              {simulator.run}
            </Button>
          </Group>
        </Stack>
      </form>
      {data && <Result answer={data} />}
    </>
  );
}

function Result({ answer }: { readonly answer: Answer }) {
  const { simulator } = useMessages();
  const parts = [
    [simulator.refusal, answer.refusal],
    [simulator.decision, answer.decision],
    [simulator.accessToken, answer.claims?.access_token],
    [simulator.idToken, answer.claims?.id_token],
    [simulator.userinfo, answer.claims?.userinfo],
    [simulator.permissions, answer.permissions],
    [simulator.entry, answer.entry],
  ] as const;
  return (
    <Stack>
      <Alert
        id="simulated"
        role="status"
        color={answer.allowed ? 'green' : 'red'}
        title={answer.allowed ? simulator.allowed : simulator.refused}
      >
        {answer.rule}
      </Alert>
      {parts.map(
        ([name, value]) =>
          value && (
            <Stack key={name} gap={4}>
              <Text fw={600}>{name}</Text>
              <Code block>{JSON.stringify(value, null, 2)}</Code>
            </Stack>
          ),
      )}
    </Stack>
  );
}

/** What was typed, without what was left empty. */
function askedOf({ type, id, properties, time, ...texts }: Typed): Asked {
  const given = Object.entries(texts).filter(([, value]) => value.trim() !== '');
  const resource = type && {
    type,
    ...(id && { id }),
    ...(properties?.trim() && { properties: JSON.parse(properties) }),
  };
  return {
    client_id: '',
    ...Object.fromEntries(given),
    ...(time !== undefined && { time }),
    ...(resource && { resource }),
  };
}

function isJson(text: string | undefined): boolean {
  if (!text?.trim()) return true;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
