import { Alert, Button, Group, PasswordInput, Stack } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useLocation } from 'wouter';
import { api, ifMatch, queries, type Schemas } from '../api/client';
import { ApiProblem } from '../api/problem';
import { useMessages } from '../messages/messages';
import { Act } from '../parts/act';
import { ConfirmButton } from '../parts/confirm-button';
import { Copied } from '../parts/copied';
import { ProblemAlert } from '../parts/problem-alert';
import { useMay } from '../session/me';
import { usePersonChanged } from './use-person-changed';

/** How the person gets in: invitation, password, disabled or not; and how they are deleted. */
export function PersonAccess({ person }: { readonly person: Schemas['User'] }) {
  const { access } = useMessages();
  const mayWrite = useMay('users:write');
  const mayDelete = useMay('users:delete');
  const mayCredentials = useMay('users:credentials');
  const changed = usePersonChanged();
  const [, navigate] = useLocation();
  const { id, status } = person;
  const path = { id };
  const sessions = queries.useQuery('get', '/admin/v1/users/{id}/sessions', { params: { path } });
  const count = sessions.data?.items.length ?? 0;
  const enabled = status === 'enabled';
  const setStatus = async () => {
    const params = { path, header: ifMatch(person) };
    if (enabled) await api.POST('/admin/v1/users/{id}/disable', { params });
    else await api.POST('/admin/v1/users/{id}/enable', { params });
    await changed();
  };
  const remove = async () => {
    await api.DELETE('/admin/v1/users/{id}', { params: { path, header: ifMatch(person) } });
    await changed();
    navigate('/people');
  };
  return (
    <Stack>
      {mayCredentials && <Invitation id={id} />}
      {mayCredentials && <Password id={id} />}
      {mayWrite && (
        <Act
          title={enabled ? access.disable : access.enable}
          help={enabled ? access.disableHelp : access.enableHelp}
        >
          <ConfirmButton
            id="person-status"
            label={enabled ? access.disable : access.enable}
            variant="default"
            onConfirm={setStatus}
          >
            {enabled ? `${access.disableHelp} ${access.ends(count)}` : access.enableHelp}
          </ConfirmButton>
        </Act>
      )}
      {mayDelete && (
        <Act title={access.remove} help={access.removeHelp}>
          <ConfirmButton id="delete-person" label={access.remove} color="red" onConfirm={remove}>
            {access.removeHelp} {access.ends(count)}
          </ConfirmButton>
        </Act>
      )}
    </Stack>
  );
}

function Invitation({ id }: { readonly id: string }) {
  const { access, people } = useMessages();
  const { mutate, data, error, isPending } = useMutation({
    mutationFn: async () =>
      (await api.POST('/admin/v1/users/{id}/invitation', { params: { path: { id } } })).data,
  });
  return (
    <Act title={access.invite} help={access.inviteHelp}>
      <Button id="invite" variant="default" loading={isPending} onClick={() => mutate()}>
        {access.invite}
      </Button>
      <ProblemAlert error={error} />
      {data && (
        <Stack gap="xs" w="100%">
          <Copied id="invitation" value={data.invitation_url} />
          <Alert color="yellow">{people.invitationOnce}</Alert>
        </Stack>
      )}
    </Act>
  );
}

function Password({ id }: { readonly id: string }) {
  const { access, people } = useMessages();
  const [password, setPassword] = useState('');
  const { mutate, error, isPending } = useMutation({
    mutationFn: () =>
      api.PUT('/admin/v1/users/{id}/password', { params: { path: { id } }, body: { password } as never }),
    onSuccess: () => {
      setPassword('');
      notifications.show({ message: access.passwordSet, color: 'green' });
    },
  });
  const problem = error instanceof ApiProblem ? error.fields['password'] : undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    mutate();
  };
  return (
    <Act title={access.password} help={access.passwordHelp}>
      <form onSubmit={submit}>
        <Group align="flex-end">
          <PasswordInput
            id="new-password"
            label={people.password}
            required
            miw={240}
            value={password}
            error={problem}
            autoComplete="new-password"
            visibilityToggleButtonProps={{ 'aria-label': people.showPassword }}
            onChange={({ currentTarget }) => setPassword(currentTarget.value)}
          />
          <Button id="set-password" type="submit" variant="default" loading={isPending}>
            {access.password}
          </Button>
        </Group>
      </form>
      {error && !problem && <ProblemAlert error={error} />}
    </Act>
  );
}
