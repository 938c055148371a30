import { useQueryClient } from '@tanstack/react-query';
import { useLocation } from 'wouter';
import { api } from '../api/client';
import { useMessages } from '../messages/messages';
import { PageTitle } from '../parts/page-title';
import { NEW_POLICY } from './draft';
import { PolicyEditor } from './policy-editor';

export function NewPolicy() {
  const { policies } = useMessages();
  const [, navigate] = useLocation();
  const cache = useQueryClient();
  return (
    <>
      <PageTitle>{policies.create}</PageTitle>
      <PolicyEditor
        initial={NEW_POLICY}
        saveLabel={policies.add}
        onSave={async (body) => {
          const { data } = await api.POST('/admin/v1/access-policies', { body });
          await cache.invalidateQueries({ queryKey: ['policies'] });
          if (data) navigate(`/policies/${data.id}`);
        }}
      />
    </>
  );
}
