import { Alert, Button, Group, PasswordInput, Radio, Stack, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { Link } from 'wouter';
import { api } from '../api/client';
import { ApiProblem } from '../api/problem';
import { useMessages } from '../messages/messages';
import { Copied } from '../parts/copied';
import { PageTitle } from '../parts/page-title';
import { ProblemAlert } from '../parts/problem-alert';

/** Adds a person, who chooses a password by a link, or is given one. */
export function NewPerson() {
  const { people } = useMessages();
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [way, setWay] = useState<'invite' | 'password'>('invite');
  const [password, setPassword] = useState('');
  const { mutate, data, error, isPending } = useMutation({
    mutationFn: async () => {
      const proof = way === 'invite' ? { invite: true } : { password };
      const body = { email: email.trim(), name: name.trim() || null, ...proof };
      return (await api.POST('/admin/v1/users', { body: body as never })).data;
    },
  });
  const fields = error instanceof ApiProblem ? error.fields : {};
  const submit = (event: FormEvent) => {
    event.preventDefault();
    mutate();
  };
  if (data) {
    return (
      <Stack maw={640}>
        <PageTitle>{people.added(data.name ?? data.email ?? data.id)}</PageTitle>
        {data.invitation_url && (
          <>
            <Text>{people.invitationHelp}</Text>
            <Copied id="invitation" value={data.invitation_url} />
            <Alert color="yellow">{people.invitationOnce}</Alert>
          </>
        )}
        <Group>
          <Button component={Link} href={`/people/${data.id}`}>
            {people.goOn}
          </Button>
        </Group>
      </Stack>
    );
  }
  return (
    <form onSubmit={submit}>
      <Stack maw={640}>
        <PageTitle>{people.create}</PageTitle>
        <TextInput
          id="person-email"
          type="email"
          required
          label={people.email}
          error={fields['email']}
          value={email}
          onChange={({ currentTarget }) => setEmail(currentTarget.value)}
        />
        <TextInput
          id="person-name"
          label={people.name}
          error={fields['name']}
          value={name}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
        />
        <Radio.Group label={people.how} value={way} onChange={(value) => setWay(value as typeof way)}>
          <Stack gap="xs" mt="xs">
            <Radio id="by-invitation" value="invite" label={people.invite} description={people.inviteHelp} />
            <Radio
              id="by-password"
              value="password"
              label={people.givePassword}
              description={people.givePasswordHelp}
            />
          </Stack>
        </Radio.Group>
        {way === 'password' && (
          <PasswordInput
            id="person-password"
            required
            label={people.password}
            error={fields['password']}
            value={password}
            autoComplete="new-password"
            visibilityToggleButtonProps={{ 'aria-label': people.showPassword }}
            onChange={({ currentTarget }) => setPassword(currentTarget.value)}
          />
        )}
        <ProblemAlert error={error} shown={['email', 'name', 'password']} />
        <Group>
          <Button id="create-person" type="submit" loading={isPending}>
            {people.add}
          </Button>
          <Button variant="default" component={Link} href="/people">
            {people.cancel}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
