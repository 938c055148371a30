import { Button, Group, Paper, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { useMessages } from '../messages/messages';
import { JsonText } from '../parts/json-text';
import { Words } from '../parts/words';
import { problemAt, type RuleDraft } from './draft';

interface Props {
  readonly index: number;
  readonly rule: RuleDraft;
  readonly problems: Readonly<Record<string, string>>;
  readonly disabled: boolean;
  readonly onChange: (rule: RuleDraft) => void;
  readonly onRemove: () => void;
}

/** One rule of a policy: which resources, which actions, and which of their fields not. */
export function RuleCard({ index, rule, problems, disabled, onChange, onRemove }: Props) {
  const { policies } = useMessages();
  const at = (member: string) => problemAt(problems, `rules[${index}].${member}`);
  const change = (part: Partial<RuleDraft>) => onChange({ ...rule, ...part });
  const { resource } = rule;
  return (
    <Paper withBorder p="md" component="fieldset">
      <legend>{policies.rule(index + 1)}</legend>
      <Stack>
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <TextInput
            id={`rule-${index}-name`}
            label={policies.ruleName}
            value={rule.name}
            error={at('name')}
            disabled={disabled}
            onChange={({ currentTarget }) => change({ name: currentTarget.value })}
          />
          <TextInput
            id={`rule-${index}-type`}
            label={policies.resourceType}
            description={policies.resourceTypeHelp}
            value={resource.type}
            error={at('resource.type')}
            disabled={disabled}
            onChange={({ currentTarget }) => change({ resource: { ...resource, type: currentTarget.value } })}
          />
          <Words
            id={`rule-${index}-actions`}
            label={policies.actions}
            description={policies.actionsHelp}
            value={rule.actions}
            error={at('actions')}
            disabled={disabled}
            onChange={(actions) => change({ actions })}
          />
          <Words
            id={`rule-${index}-scopes`}
            label={policies.scopes}
            description={policies.scopesHelp}
            value={rule.scopes ?? []}
            error={at('scopes')}
            disabled={disabled}
            onChange={(scopes) => change({ scopes })}
          />
          <Words
            id={`rule-${index}-hidden`}
            label={policies.hidden}
            description={policies.hiddenHelp}
            value={rule.hidden_fields ?? []}
            error={at('hidden_fields')}
            disabled={disabled}
            onChange={(hidden_fields) => change({ hidden_fields })}
          />
          <Words
            id={`rule-${index}-read-only`}
            label={policies.readOnly}
            description={policies.readOnlyHelp}
            value={rule.read_only_fields ?? []}
            error={at('read_only_fields')}
            disabled={disabled}
            onChange={(read_only_fields) => change({ read_only_fields })}
          />
        </SimpleGrid>
        <JsonText
          id={`rule-${index}-where`}
          label={policies.where}
          description={policies.whereHelp}
          placeholder='[{ "attribute": "owner", "operator": "equals", "value": { "variable": "person.id" } }]'
          minRows={2}
          value={resource.where?.length ? resource.where : null}
          error={at('resource.where')}
          disabled={disabled}
          onChange={(where) =>
            change({ resource: { ...resource, where: (where ?? []) as RuleDraft['resource']['where'] } })
          }
        />
        {!disabled && (
          <Group>
            <Button size="xs" variant="default" onClick={onRemove}>
              {policies.removeRule}
            </Button>
          </Group>
        )}
      </Stack>
    </Paper>
  );
}
