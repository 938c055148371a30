import { Button, Group, Stack, Text, Textarea, TextInput, Title } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { api } from '../api/client';
import { ApiProblem } from '../api/problem';
import { useMessages } from '../messages/messages';
import { ProblemAlert } from '../parts/problem-alert';
import { SchemaField } from '../schema-form/schema-field';
import { useSchema } from '../schema-form/use-schema';
import { NEW_RULE, type PolicyDraft, problemAt, type RuleDraft } from './draft';
import { RuleCard } from './rule-card';

interface Props {
  readonly initial: PolicyDraft;
  readonly disabled?: boolean;
  readonly saveLabel: string;
  readonly onSave: (draft: PolicyDraft) => Promise<unknown>;
}

/** Rules need names of their own while they are moved and removed. */
interface Keyed {
  readonly key: number;
  readonly rule: RuleDraft;
}

/** Writes a policy. The server's own validation is asked as one types, so that what can be saved is never a guess. */
export function PolicyEditor({ initial, disabled = false, saveLabel, onSave }: Props) {
  const { policies } = useMessages();
  const [draft, setDraft] = useState(initial);
  const [rules, setRules] = useState<readonly Keyed[]>(
    (initial.rules ?? []).map((rule, key) => ({ key, rule })),
  );
  const [touched, setTouched] = useState(false);
  const whole: PolicyDraft = { ...draft, rules: rules.map(({ rule }) => rule) };
  const entrySchema = useSchema('PolicyEntry');
  const problems = useProblems(whole, touched && !disabled);
  const saving = useMutation({ mutationFn: onSave, onSuccess: () => setTouched(false) });
  const change = (part: Partial<PolicyDraft>) => {
    setTouched(true);
    setDraft((before) => ({ ...before, ...part }));
  };
  const changeRules = (next: readonly Keyed[]) => {
    setTouched(true);
    setRules(next);
  };
  const add = () =>
    changeRules([...rules, { key: Math.max(-1, ...rules.map(({ key }) => key)) + 1, rule: NEW_RULE }]);
  const save = (event: FormEvent) => {
    event.preventDefault();
    saving.mutate(whole);
  };
  return (
    <form onSubmit={save}>
      <Stack>
        <TextInput
          id="policy-name"
          label={policies.name}
          required
          value={draft.name}
          error={problemAt(problems, 'name')}
          disabled={disabled}
          onChange={({ currentTarget }) => change({ name: currentTarget.value })}
        />
        <Textarea
          id="policy-description"
          label={policies.description}
          value={draft.description ?? ''}
          error={problemAt(problems, 'description')}
          disabled={disabled}
          onChange={({ currentTarget }) => change({ description: currentTarget.value || null })}
        />
        <Title order={2} size="h4">
          {policies.rules}
        </Title>
        <Text size="sm">{policies.rulesHelp}</Text>
        {rules.map(({ key, rule }, index) => (
          <RuleCard
            key={key}
            index={index}
            rule={rule}
            problems={problems}
            disabled={disabled}
            onChange={(next) =>
              changeRules(rules.map((one) => (one.key === key ? { key, rule: next } : one)))
            }
            onRemove={() => changeRules(rules.filter((one) => one.key !== key))}
          />
        ))}
        {!disabled && (
          <Group>
            <Button id="add-rule" variant="default" onClick={add}>
              {policies.addRule}
            </Button>
          </Group>
        )}
        <Title order={2} size="h4">
          {policies.entry}
        </Title>
        <Text size="sm">{policies.entryHelp}</Text>
        {entrySchema &&
          Object.entries(entrySchema).map(([name, schema]) => (
            <SchemaField
              key={name}
              name={name}
              schema={schema}
              value={(draft.entry as Record<string, unknown> | undefined)?.[name]}
              error={problemAt(problems, `entry.${name}`)}
              disabled={disabled}
              unset={policies.noCondition}
              onChange={(value) => change({ entry: { ...draft.entry, [name]: value } })}
            />
          ))}
        <SchemaField
          name="parameters"
          schema={{ type: 'array', items: { type: 'object' }, description: policies.parametersHelp }}
          value={draft.parameters ?? []}
          error={problemAt(problems, 'parameters')}
          disabled={disabled}
          onChange={(parameters) => change({ parameters: (parameters ?? []) as PolicyDraft['parameters'] })}
        />
        <ProblemAlert error={saving.error} />
        {!disabled && (
          <Group>
            <Button id="save-policy" type="submit" loading={saving.isPending}>
              {saveLabel}
            </Button>
          </Group>
        )}
      </Stack>
    </form>
  );
}

/** What the server would refuse of this draft, by the place at fault. */
function useProblems(draft: PolicyDraft, enabled: boolean): Readonly<Record<string, string>> {
  const [asked] = useDebouncedValue(JSON.stringify(draft), 400);
  const { data } = useQuery({
    queryKey: ['policy-check', asked],
    enabled,
    placeholderData: (before: Readonly<Record<string, string>> | undefined) => before,
    queryFn: async (): Promise<Readonly<Record<string, string>>> => {
      try {
        await api.POST('/admin/v1/access-policies/check', { body: JSON.parse(asked) });
        return {};
      } catch (error) {
        if (error instanceof ApiProblem && error.status === 400) return error.fields;
        throw error;
      }
    },
  });
  return enabled ? (data ?? {}) : {};
}
