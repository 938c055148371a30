import { Alert, Anchor, Code, Stack } from '@mantine/core';
import { Link } from 'wouter';
import { queries } from '../api/client';
import { useMessages } from '../messages/messages';
import { Facts } from '../parts/facts';
import { PageTitle } from '../parts/page-title';
import { ProblemAlert } from '../parts/problem-alert';
import { Time } from '../parts/time';
import { useMay } from '../session/me';

/** Why one request was refused, and what to change. */
export function RefusalPage({ reference }: { readonly reference: string }) {
  const { refusals } = useMessages();
  const seesClients = useMay('clients:read');
  const { data, error } = queries.useQuery('get', '/admin/v1/refusals/{reference}', {
    params: { path: { reference: decodeURIComponent(reference) } },
  });
  const back = (
    <Anchor component={Link} href="/refusals">
      {refusals.title}
    </Anchor>
  );
  if (!data) {
    return (
      <Stack>
        <PageTitle>{refusals.reference}</PageTitle>
        <ProblemAlert error={error} />
        {back}
      </Stack>
    );
  }
  const { client_id } = data;
  const client =
    client_id && seesClients ? (
      <Anchor component={Link} href={`/clients/${encodeURIComponent(client_id)}`}>
        {client_id}
      </Anchor>
    ) : (
      client_id
    );
  return (
    <Stack>
      <PageTitle>{data.reference}</PageTitle>
      <Alert color="blue" title={refusals.why} id="explanation">
        {data.explanation}
      </Alert>
      <Facts
        of={[
          [refusals.when, <Time key="at" ms={data.at_ms} />],
          [refusals.error, <Code key="error">{data.error}</Code>],
          [refusals.answered, data.description],
          [refusals.rule, data.rule && <Code key="rule">{data.rule}</Code>],
          ...Object.entries(data.facts ?? {}).map(
            ([name, value]) =>
              [
                name,
                typeof value === 'string' ? (
                  <Code key={name} className="code-line">
                    {value}
                  </Code>
                ) : (
                  JSON.stringify(value)
                ),
              ] as const,
          ),
          [refusals.client, client],
          [refusals.endpoint, <Code key="endpoint">{data.endpoint}</Code>],
          [refusals.from, data.ip],
          ['request_id', data.request_id],
        ]}
      />
      {back}
    </Stack>
  );
}
