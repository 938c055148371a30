import { Anchor, AppShell, Box, Burger, Group, NavLink, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import { useMessages } from '../messages/messages';
import { type Permission, useMe } from '../session/me';
import { ColorScheme } from './color-scheme';
import { PersonMenu } from './person-menu';

const PAGES = [
  { to: '/', name: 'overview', permission: 'self:read' },
  { to: '/clients', name: 'clients', permission: 'clients:read' },
  { to: '/people', name: 'people', permission: 'users:read' },
  { to: '/groups', name: 'groups', permission: 'groups:read' },
  { to: '/policies', name: 'policies', permission: 'policies:read' },
  { to: '/simulator', name: 'simulator', permission: 'policies:simulate' },
  { to: '/keys', name: 'keys', permission: 'keys:read' },
  { to: '/refusals', name: 'refusals', permission: 'refusals:read' },
  { to: '/events', name: 'events', permission: 'events:read' },
] as const satisfies readonly { to: string; name: string; permission: Permission }[];

/** What is around every page: where one is, where one can go, and who one is. */
export function Shell({ children }: { readonly children: ReactNode }) {
  const { shell } = useMessages();
  const { permissions } = useMe();
  const [location] = useLocation();
  const [opened, { toggle, close }] = useDisclosure(false);
  const isHere = (to: string) =>
    to === '/' ? location === '/' : location === to || location.startsWith(`${to}/`);
  return (
    <AppShell
      header={{ height: 56 }}
      navbar={{ width: 220, breakpoint: 'sm', collapsed: { mobile: !opened } }}
      padding="md"
    >
      <Anchor href="#content" className="skip-link">
        {shell.skip}
      </Anchor>
      <AppShell.Header>
        <Group h="100%" px="md" justify="space-between" wrap="nowrap">
          <Group gap="xs" wrap="nowrap">
            <Burger
              opened={opened}
              onClick={toggle}
              hiddenFrom="sm"
              size="sm"
              aria-label={shell.menu}
              aria-expanded={opened}
            />
            <Text fw={700} component={Link} href="/" c="inherit" td="none">
              Portico
            </Text>
          </Group>
          <Group gap="xs" wrap="nowrap">
            <ColorScheme />
            <PersonMenu />
          </Group>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p="xs" aria-label={shell.pages}>
        {PAGES.filter(({ permission }) => permissions.includes(permission)).map(({ to, name }) => (
          <NavLink
            key={to}
            component={Link}
            href={to}
            label={shell[name]}
            active={isHere(to)}
            aria-current={isHere(to) ? 'page' : undefined}
            onClick={close}
          />
        ))}
      </AppShell.Navbar>
      <AppShell.Main id="content" tabIndex={-1}>
        <Box maw={1100}>
          <Stack>{children}</Stack>
        </Box>
      </AppShell.Main>
    </AppShell>
  );
}
