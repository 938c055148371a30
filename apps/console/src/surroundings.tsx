import { Alert, type CSSVariablesResolver, createTheme, MantineProvider, NavLink } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ApiProblem } from './api/problem';
import { MessagesProvider } from './messages/messages';

const theme = createTheme({
  primaryColor: 'blue',
  primaryShade: 8,
  defaultRadius: 'md',
  autoContrast: true,
  respectReducedMotion: true,
  components: {
    Alert: Alert.extend({ vars: () => ({ root: { '--alert-color': 'var(--mantine-color-text)' } }) }),
    NavLink: NavLink.extend({
      vars: () => ({ root: { '--nl-color': 'var(--mantine-color-text)' }, children: {} }),
    }),
  },
});

/** Mantine's quieter colours are too pale to be read by everybody (WCAG 2.2 §1.4.3). */
const readable: CSSVariablesResolver = ({ colors }) => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': `${colors.gray[7]}`,
    '--mantine-color-placeholder': `${colors.gray[7]}`,
    '--mantine-color-error': `${colors.red[9]}`,
    '--mantine-color-anchor': `${colors.blue[8]}`,
  },
  dark: {
    '--mantine-color-dimmed': `${colors.gray[5]}`,
    '--mantine-color-placeholder': `${colors.gray[5]}`,
    '--mantine-color-error': `${colors.red[4]}`,
    '--mantine-color-anchor': `${colors.blue[3]}`,
  },
});

/** A refusal stays one, however often one asks. */
const again = (failures: number, error: Error) =>
  !(error instanceof ApiProblem && error.status < 500) && failures < 2;

const queryClient = new QueryClient({ defaultOptions: { queries: { retry: again, staleTime: 5000 } } });

const nonce = () => document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';
// Of what keeps the page from scrolling behind a dialog: it adds its style with the nonce that is found here.
Object.assign(globalThis, { __webpack_nonce__: nonce() });

/** What every page stands on: language, theme, and what was read from the API. */
export function Surroundings({ children }: { readonly children: ReactNode }) {
  return (
    <MantineProvider
      theme={theme}
      defaultColorScheme="auto"
      getStyleNonce={nonce}
      cssVariablesResolver={readable}
    >
      <Notifications position="top-right" />
      <MessagesProvider>
        <QueryClientProvider client={queryClient}>{children}</QueryClientProvider>
      </MessagesProvider>
    </MantineProvider>
  );
}
