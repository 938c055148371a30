import { Alert, Button, Code, CopyButton, Group, List, Select, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { queries, type Schemas } from '../api/client';
import { useMessages } from '../messages/messages';
import { Copied } from '../parts/copied';
import { ProblemAlert } from '../parts/problem-alert';
import { State } from '../parts/state';

/** Programs that sign people in, with this application's own values, ready to paste. */
export function ClientSnippets({ client_id }: { readonly client_id: string }) {
  const { connect } = useMessages();
  const [chosen, setChosen] = useState<string | null>(null);
  const params = { path: { client_id } };
  const { data, error } = queries.useQuery('get', '/admin/v1/clients/{client_id}/snippets', { params });
  if (!data) return <ProblemAlert error={error} />;
  const snippet = data.items.find(({ id }) => id === chosen) ?? data.items[0];
  return (
    <Stack>
      <Title order={2} size="h4">
        {connect.snippets}
      </Title>
      {snippet ? (
        <>
          <Select
            id="snippet"
            maw={480}
            label={connect.library}
            allowDeselect={false}
            data={data.items.map(({ id, name }) => ({ value: id, label: name }))}
            value={snippet.id}
            onChange={setChosen}
          />
          <SnippetText snippet={snippet} />
        </>
      ) : (
        <Text>{connect.noSnippets}</Text>
      )}
    </Stack>
  );
}

function SnippetText({ snippet }: { readonly snippet: Schemas['Snippet'] }) {
  const { connect, parts } = useMessages();
  const { install, file_name, text, fill_in, preparations, tested } = snippet;
  return (
    <Stack gap="xs" align="stretch">
      <Group>
        <State color={tested ? 'green' : 'gray'}>{tested ? connect.tested : connect.untested}</State>
      </Group>
      {preparations.length > 0 && (
        <Alert color="yellow">
          <List>
            {preparations.map((preparation) => (
              <List.Item key={preparation}>{preparation}</List.Item>
            ))}
          </List>
        </Alert>
      )}
      <Text fw={600}>{connect.install}</Text>
      <Copied value={install} />
      {fill_in.length > 0 && (
        <>
          <Text fw={600}>{connect.fillIn}</Text>
          <List>
            {fill_in.map(({ variable, description }) => (
              <List.Item key={variable}>
                <Code>{variable}</Code> {description}
              </List.Item>
            ))}
          </List>
        </>
      )}
      <Group justify="space-between">
        <Text fw={600}>{file_name}</Text>
        <CopyButton value={text}>
          {({ copied, copy }) => (
            <Button size="compact-xs" variant="default" onClick={copy}>
              {copied ? parts.copied : parts.copy}
            </Button>
          )}
        </CopyButton>
      </Group>
      <Code block id="snippet-text" tabIndex={0}>
        {text}
      </Code>
    </Stack>
  );
}
