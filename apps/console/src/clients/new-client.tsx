import { Alert, Button, Group, Radio, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { Link } from 'wouter';
import { api, type Schemas } from '../api/client';
import { ApiProblem } from '../api/problem';
import { useMessages } from '../messages/messages';
import { Copied } from '../parts/copied';
import { PageTitle } from '../parts/page-title';
import { ProblemAlert } from '../parts/problem-alert';
import { hasRedirect, KIND_NAMES, KINDS, type Kind } from './kinds';

/** Registers an application by what it is; everything else has a good default and can be changed later. */
export function NewClient() {
  const { clients, kinds } = useMessages();
  const [kind, setKind] = useState<Kind>('web');
  const [client_name, setName] = useState('');
  const [uris, setUris] = useState('');
  const { mutate, data, error, isPending } = useMutation({
    mutationFn: async () => {
      const redirect_uris = uris
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line !== '');
      const body = {
        ...KINDS[kind],
        client_name: client_name.trim() || null,
        ...(hasRedirect(kind) && { redirect_uris }),
      };
      return (await api.POST('/admin/v1/clients', { body: body as unknown as Schemas['CreateClient'] })).data;
    },
  });
  if (data) return <Registered client={data} />;
  const fields = error instanceof ApiProblem ? error.fields : {};
  const uriProblem = Object.entries(fields).find(([field]) => field.startsWith('redirect_uris'))?.[1];
  const submit = (event: FormEvent) => {
    event.preventDefault();
    mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack maw={640}>
        <PageTitle>{clients.create}</PageTitle>
        <TextInput
          id="client-name"
          label={clients.name}
          description={clients.nameHelp}
          error={fields['client_name']}
          value={client_name}
          data-autofocus
          onChange={({ currentTarget }) => setName(currentTarget.value)}
        />
        <Radio.Group label={clients.what} value={kind} onChange={(value) => setKind(value as Kind)}>
          <Stack gap="xs" mt="xs">
            {KIND_NAMES.map((name) => (
              <Radio
                key={name}
                id={`kind-${name}`}
                value={name}
                label={kinds[name].name}
                description={kinds[name].help}
              />
            ))}
          </Stack>
        </Radio.Group>
        {hasRedirect(kind) && (
          <Textarea
            id="redirect-uris"
            label={clients.redirectUris}
            description={clients.redirectUrisHelp[kind === 'native' ? 'native' : 'web']}
            error={uriProblem}
            autosize
            minRows={2}
            required
            spellCheck={false}
            value={uris}
            onChange={({ currentTarget }) => setUris(currentTarget.value)}
          />
        )}
        <ProblemAlert error={uriProblem || fields['client_name'] ? undefined : error} />
        <Group>
          <Button id="create-client" type="submit" loading={isPending}>
            {clients.register}
          </Button>
          <Button variant="default" component={Link} href="/clients">
            {clients.cancel}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** The one time that the secret is shown. */
function Registered({ client }: { readonly client: Schemas['Client'] }) {
  const { clients } = useMessages();
  const { client_id, client_name, client_secret } = client;
  return (
    <Stack maw={640}>
      <PageTitle>{clients.registered(client_name ?? client_id)}</PageTitle>
      <Text fw={600}>client_id</Text>
      <Copied id="client-id" value={client_id} />
      {client_secret && (
        <>
          <Text fw={600}>client_secret</Text>
          <Copied id="client-secret" value={client_secret} />
          <Alert color="yellow">{clients.secretOnce}</Alert>
        </>
      )}
      <Group>
        <Button component={Link} href={`/clients/${encodeURIComponent(client_id)}`}>
          {clients.goOn}
        </Button>
      </Group>
    </Stack>
  );
}
