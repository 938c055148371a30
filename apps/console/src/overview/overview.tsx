import { Group, Paper, SegmentedControl, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { queries } from '../api/client';
import { LOCALE } from '../messages/locale';
import { useMessages } from '../messages/messages';
import { PageTitle } from '../parts/page-title';
import { ProblemAlert } from '../parts/problem-alert';
import { useMay } from '../session/me';
import { ActivityPlot } from './activity-plot';
import { Attention } from './attention';
import { KeysNow } from './keys-now';
import { Reasons } from './reasons';

const MINUTE = 60_000;

/** What goes on: how many signed in, how many were refused and why, and what needs attention. */
export function Overview() {
  const { overview } = useMessages();
  const [hours, setHours] = useState('24');
  const init = { params: { query: { hours: Number(hours) } } };
  const { data, error } = queries.useQuery('get', '/admin/v1/activity', init, {
    refetchInterval: MINUTE,
    placeholderData: (before) => before,
  });
  const showsKeys = useMay('keys:read');
  const sum = (of: 'sign_ins' | 'sign_ins_failed' | 'refusals') =>
    data?.items.reduce((total, item) => total + item[of], 0);
  return (
    <>
      <PageTitle
        actions={
          <SegmentedControl
            value={hours}
            onChange={setHours}
            aria-label={overview.period}
            data={[
              { value: '24', label: overview.day },
              { value: '168', label: overview.week },
              { value: '336', label: overview.fortnight },
            ]}
          />
        }
      >
        {overview.title}
      </PageTitle>
      <ProblemAlert error={error} />
      <Attention />
      <SimpleGrid cols={{ base: 1, sm: 3 }}>
        <Figure name={overview.signIns} value={sum('sign_ins')} />
        <Figure name={overview.signInsFailed} value={sum('sign_ins_failed')} />
        <Figure name={overview.refusals} value={sum('refusals')} />
      </SimpleGrid>
      {data && <ActivityPlot activity={data} />}
      <Stack gap="xs">
        <Title order={2} size="h4">
          {overview.reasons}
        </Title>
        {data && <Reasons reasons={data.reasons} />}
      </Stack>
      {showsKeys && <KeysNow />}
    </>
  );
}

function Figure({ name, value }: { readonly name: string; readonly value: number | undefined }) {
  return (
    <Paper withBorder p="md">
      <Group justify="space-between">
        <Text>{name}</Text>
        <Text fw={700} size="xl">
          {value?.toLocaleString(LOCALE) ?? '…'}
        </Text>
      </Group>
    </Paper>
  );
}
