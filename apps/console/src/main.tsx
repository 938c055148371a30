import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import './console.css';
import { createRoot } from 'react-dom/client';
import { App } from './app';
import { isRenewalFrame, returnFromSignIn } from './session/return';
import { ACCESS_REFUSED, SignInFailed } from './session/sign-in-failed';
import { userManager } from './session/user-manager';
import { Surroundings } from './surroundings';

async function main(): Promise<void> {
  if (isRenewalFrame()) return userManager.signinSilentCallback();
  const root = createRoot(document.getElementById('console') ?? document.body);
  try {
    await returnFromSignIn();
    root.render(
      <Surroundings>
        <App />
      </Surroundings>,
    );
  } catch (error) {
    const why = error instanceof Error ? error.message : ACCESS_REFUSED;
    root.render(
      <Surroundings>
        <SignInFailed why={why} />
      </Surroundings>,
    );
  }
}

void main();
