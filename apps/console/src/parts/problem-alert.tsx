import { Alert, List } from '@mantine/core';
import { ApiProblem } from '../api/problem';
import { useMessages } from '../messages/messages';

interface Props {
  readonly error: unknown;
  /** Members that a form shows beside their inputs. */
  readonly shown?: readonly string[];
}

/** What went wrong, in the API's words, and what to change; nothing when nothing went wrong. */
export function ProblemAlert({ error, shown = [] }: Props) {
  const { parts } = useMessages();
  if (!error) return null;
  const problem = error instanceof ApiProblem ? error : undefined;
  const fields = Object.entries(problem?.fields ?? {}).filter(([field]) => !shown.includes(field));
  return (
    <Alert color="red" role="alert" title={problem?.problem.title ?? parts.unreachable}>
      {problem?.outdated ? parts.outdated : problem?.message}
      {fields.length > 0 && (
        <List mt="xs">
          {fields.map(([field, detail]) => (
            <List.Item key={field}>
              <code>{field}</code> {detail}
            </List.Item>
          ))}
        </List>
      )}
    </Alert>
  );
}
