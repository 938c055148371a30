import { Stack, Text } from '@mantine/core';
import { useLocation } from 'wouter';
import { api, ifMatch, type Schemas } from '../api/client';
import { useMessages } from '../messages/messages';
import { Act } from '../parts/act';
import { ConfirmButton } from '../parts/confirm-button';
import { useMay } from '../session/me';
import { useClientChanged } from './use-client-changed';

/** What ends things: each says what it ends. */
export function ClientDanger({ client }: { readonly client: Schemas['Client'] }) {
  const { danger } = useMessages();
  const may = useMay('clients:write');
  const changed = useClientChanged();
  const [, navigate] = useLocation();
  const { client_id, status } = client;
  const params = { path: { client_id }, header: ifMatch(client) };
  const enabled = status === 'enabled';
  const setStatus = async () => {
    if (enabled) await api.POST('/admin/v1/clients/{client_id}/disable', { params });
    else await api.POST('/admin/v1/clients/{client_id}/enable', { params });
    await changed();
  };
  const remove = async () => {
    await api.DELETE('/admin/v1/clients/{client_id}', { params });
    await changed();
    navigate('/clients');
  };
  if (!may) return <Text>{danger.mayNot}</Text>;
  return (
    <Stack>
      <Act
        title={enabled ? danger.disable : danger.enable}
        help={enabled ? danger.disableHelp : danger.enableHelp}
      >
        <ConfirmButton
          id="client-status"
          label={enabled ? danger.disable : danger.enable}
          variant="default"
          onConfirm={setStatus}
        >
          {enabled ? danger.disableHelp : danger.enableHelp}
        </ConfirmButton>
      </Act>
      <Act title={danger.revoke} help={danger.revokeHelp}>
        <ConfirmButton
          label={danger.revoke}
          variant="default"
          onConfirm={() =>
            api.DELETE('/admin/v1/clients/{client_id}/tokens', { params: { path: { client_id } } })
          }
        >
          {danger.revokeHelp}
        </ConfirmButton>
      </Act>
      <Act title={danger.remove} help={danger.removeHelp}>
        <ConfirmButton id="delete-client" label={danger.remove} color="red" onConfirm={remove}>
          {danger.removeHelp}
        </ConfirmButton>
      </Act>
    </Stack>
  );
}
