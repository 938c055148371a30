import { Alert, Anchor, Button, Group, Select, Stack, Switch, Table, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import { queries, type Schemas } from '../api/client';
import { useMessages } from '../messages/messages';
import { JsonText } from '../parts/json-text';
import { ProblemAlert } from '../parts/problem-alert';
import { Wide } from '../parts/wide';

type Assignment = Schemas['PolicyAssignmentInput'];

export interface AssignedAccess {
  readonly access_policies: readonly Schemas['PolicyAssignment'][];
  /** Absent for groups and roles: they only add policies to people. */
  readonly unrestricted?: boolean;
}

interface Props {
  readonly access: AssignedAccess;
  readonly disabled: boolean;
  readonly onSave: (access: { access_policies: Assignment[]; unrestricted?: boolean }) => Promise<unknown>;
}

/** Which access policies somebody or something has, with their parameters; and what that comes to, in words. */
export function AssignedPolicies({ access, disabled, onSave }: Props) {
  const { assigned, schemaForm } = useMessages();
  const [own, setOwn] = useState<readonly Assignment[]>(access.access_policies);
  const [unrestricted, setUnrestricted] = useState(access.unrestricted);
  const { data } = queries.useQuery('get', '/admin/v1/access-policies', {
    params: { query: { limit: 200 } },
  });
  const { mutate, error, isPending } = useMutation({
    mutationFn: () =>
      onSave({ access_policies: [...own], ...(unrestricted !== undefined && { unrestricted }) }),
    onSuccess: () => notifications.show({ message: schemaForm.saved, color: 'green' }),
  });
  const all = data?.items ?? [];
  const nameOf = (id: string) => all.find((policy) => policy.id === id)?.name ?? id;
  const free = all.filter(({ id }) => !own.some(({ policy_id }) => policy_id === id));
  const add = (policy_id: string | null) => {
    if (policy_id === null) return;
    setOwn([...own, { policy_id, parameters: {} }]);
    if (unrestricted !== undefined) setUnrestricted(false);
  };
  return (
    <Stack>
      <Alert color={unrestricted === false && own.length === 0 ? 'red' : 'blue'} id="access-in-words">
        {unrestricted
          ? assigned.unrestricted
          : own.length > 0
            ? assigned.restricted
            : unrestricted === undefined
              ? assigned.adds
              : assigned.denied}
      </Alert>
      {unrestricted !== undefined && (
        <Switch
          id="unrestricted"
          label={assigned.unrestrictedLabel}
          checked={unrestricted}
          disabled={disabled}
          onChange={({ currentTarget }) => setUnrestricted(currentTarget.checked)}
        />
      )}
      {own.length > 0 && (
        <Wide>
          <Table>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{assigned.policy}</Table.Th>
                <Table.Th>{assigned.parameters}</Table.Th>
                <Table.Th>{assigned.remove}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {own.map((one) => (
                <Table.Tr key={one.policy_id}>
                  <Table.Td>
                    <Anchor component={Link} href={`/policies/${one.policy_id}`}>
                      {nameOf(one.policy_id)}
                    </Anchor>
                  </Table.Td>
                  <Table.Td>
                    <JsonText
                      aria-label={assigned.parametersOf(nameOf(one.policy_id))}
                      value={one.parameters ?? {}}
                      disabled={disabled}
                      onChange={(given) => {
                        const parameters = (given ?? {}) as NonNullable<Assignment['parameters']>;
                        setOwn(
                          own.map((other) =>
                            other.policy_id === one.policy_id ? { ...other, parameters } : other,
                          ),
                        );
                      }}
                    />
                  </Table.Td>
                  <Table.Td>
                    <Button
                      size="xs"
                      variant="default"
                      disabled={disabled}
                      onClick={() => setOwn(own.filter(({ policy_id }) => policy_id !== one.policy_id))}
                    >
                      {assigned.remove}
                    </Button>
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Wide>
      )}
      {!disabled && free.length > 0 && (
        <Select
          id="add-policy"
          label={assigned.add}
          searchable
          value={null}
          data={free.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={add}
        />
      )}
      {!disabled && all.length === 0 && (
        <Text>
          <Anchor component={Link} href="/policies/new">
            {assigned.first}
          </Anchor>
        </Text>
      )}
      <ProblemAlert error={error} />
      {!disabled && (
        <Group>
          <Button id="save-access" loading={isPending} onClick={() => mutate()}>
            {schemaForm.save}
          </Button>
        </Group>
      )}
    </Stack>
  );
}
