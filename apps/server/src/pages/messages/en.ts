import type { Language } from './language.js';

/** The source of every message's key and type: the other languages are checked against this one. */
export const en = {
  language: 'en' as Language,

  layout: {
    error: 'Error',
    problemsTitle: 'Please check what you entered',
    signedInAs: 'Signed in as',
    privacyPolicy: 'Privacy policy',
    termsOfService: 'Terms of service',
    backTo: (client: string) => `Back to ${client}`,
  },

  signIn: {
    title: 'Sign in',
    toClient: (client: string) => `Sign in to continue to ${client}`,
    toAccount: 'Sign in to your account',
    again: 'Please confirm that it’s you',
    againForClient: (client: string) => `${client} asks you to sign in once more.`,
    otherForClient: (client: string, name: string) =>
      `You are signed in as ${name}, but ${client} expects another account.`,
    againForAccount: 'Sign in once more to continue.',
    choose: 'Choose an account',
    chooseForClient: (client: string) => `to continue to ${client}`,
    chooseForAccount: 'to continue to your account',
    username: 'Email or user name',
    password: 'Password',
    submit: 'Sign in',
    continueAs: (name: string) => `Continue as ${name}`,
    notYou: 'Not you?',
    another: 'Use another account',
    noAccount: 'No account yet?',
    signUp: 'Create an account',
  },

  signUp: {
    title: 'Create an account',
    toClient: (client: string) => `Create an account to continue to ${client}`,
    toAccount: 'Create your account',
    besides: (name: string) =>
      `You are signed in as ${name}. This makes another account, apart from that one.`,
    email: 'Email address',
    emailHint: 'You will sign in with it.',
    name: 'Your name',
    password: 'Password',
    submit: 'Create the account',
    haveAccount: 'Already have an account?',
    signIn: 'Sign in',
    emailProblems: {
      missing: 'Please enter your email address.',
      invalid: 'Please enter a complete email address, like name@example.com.',
      domain: 'Accounts can’t be created with an address of this domain. Please use another address.',
      unavailable: 'We can’t create an account with this address. If you have one already, please sign in.',
    },
    nameProblems: {
      missing: 'Please enter your name.',
      unusable: 'Please enter a shorter name, without special signs.',
    },
    expired: 'This page was open for a long time. Please enter everything once more.',
  },

  signInRefused: {
    wrong: 'That name and password don’t match an account. Please check both and try again.',
    throttled: (minutes: number) =>
      `There were too many attempts. Please try again in ${minutes === 1 ? 'a minute' : `${minutes} minutes`}.`,
    busy: 'A lot of people are signing in right now. Please try again in a moment.',
    expired: 'This page was open for a long time. Please sign in again.',
    incomplete: 'Please enter your name and your password.',
  },

  consent: {
    title: (client: string) => `Allow ${client}?`,
    heading: (client: string) => `${client} would like to access your account`,
    asked: (client: string) => `If you allow this, ${client} can:`,
    nothing: (client: string) => `${client} learns only that you are signed in.`,
    returnsTo: (host: string) => `Afterwards you return to ${host}.`,
    remembered: 'You can take this back at any time on your account page.',
    allow: 'Allow',
    deny: 'Don’t allow',
  },

  device: {
    title: 'Connect a device',
    heading: 'Connect a device',
    text: 'Enter the code that your device shows.',
    code: 'Code',
    codeHint: 'Eight letters, like WDJB-MJHT. Capitals and the dash don’t matter.',
    submit: 'Continue',
    confirmTitle: (client: string) => `Connect ${client}?`,
    confirmHeading: (client: string) => `Connect ${client} to your account?`,
    shownCode: 'Your device must show this code',
    from: 'The device asked from',
    at: 'It asked on',
    warning:
      'Go on only if you have this device in front of you. If somebody sent you this code or this link, don’t allow it.',
    allowedTitle: 'Your device is connected',
    allowedText: (client: string) => `You can close this page. It goes on with ${client} on your device.`,
    deniedTitle: 'You didn’t allow it',
    deniedText: (client: string) => `The device with ${client} was given nothing. You can close this page.`,
  },
  deviceRefused: {
    wrong:
      'No device is waiting with that code. Please check it; if it is old, let your device show a new one.',
    throttled: (minutes: number) =>
      `Too many codes were tried. Please try again in ${minutes === 1 ? 'a minute' : `${minutes} minutes`}.`,
    gone: 'That code was answered already, or its time is over. Let your device show a new one.',
  },

  scopes: {
    openid: { name: 'Know that it’s you', line: 'Recognise you when you come back.' },
    profile: { name: 'See your profile', line: 'Your name, picture, language and the like.' },
    email: { name: 'See your email address', line: 'The address, and whether it has been confirmed.' },
    address: { name: 'See your postal address', line: 'Street, town, postcode and country.' },
    phone: { name: 'See your phone number', line: 'The number, and whether it has been confirmed.' },
    offline_access: {
      name: 'Keep access while you’re away',
      line: 'Stay connected when you are not using it, until you remove it.',
    },
    'admin:read': {
      name: 'Read settings and people',
      line: 'See what administrators see, as far as your role allows.',
    },
    'admin:write': {
      name: 'Change settings and people',
      line: 'Do what administrators do, as far as your role allows.',
    },
  },
  unknownScope: 'A permission of the application’s own. Ask its makers what it means.',

  signOut: {
    title: 'Sign out?',
    heading: 'Do you want to sign out?',
    text: 'This ends your session here, and in the applications that you signed in to with it.',
    askedBy: (client: string) => `${client} asked to sign you out.`,
    confirm: 'Sign out',
    stay: 'Stay signed in',
    telling: 'Signing you out',
    tellingText: 'Your applications are signing you out too. This takes a few seconds at most.',
    noWayBack: 'You won’t be taken back to the application: the address that it gave can’t be used.',
    doneTitle: 'You’re signed out',
    doneText: 'On a shared computer, it is a good idea to close the browser too.',
    signInAgain: 'Sign in again',
  },

  passwordRules: {
    title: 'A good password',
    length: 'has at least 8 characters; longer is better, and a few unrelated words do well',
    characters: 'may hold any character, spaces too',
    common: 'is not one that many people use, nor your own name or email address',
  },
  passwordProblems: {
    missing: 'Please choose a password.',
    too_short: 'Please choose a longer password: at least 8 characters.',
    too_long: 'Please choose a shorter password: at most 1,024 characters.',
    unusable_character: 'That password has a character that can’t be used. Please choose another.',
    common: 'That password is among the ones tried first by attackers. Please choose another.',
    personal: 'That password is little more than your name or email address. Please choose another.',
  },

  setUp: {
    title: 'Set up',
    heading: (product: string) => `Welcome to ${product}`,
    text: 'You are the first one here. Create the administrator’s account; with it you can let in everybody else.',
    email: 'Email address',
    emailHint: 'You will sign in with it.',
    name: 'Your name',
    password: 'Password',
    submit: 'Create the account',
    emailProblems: {
      missing: 'Please enter your email address.',
      invalid: 'Please enter a complete email address, like name@example.com.',
      taken: 'There is an account with this email address already.',
    },
    nameProblems: {
      missing: 'Please enter your name.',
      too_long: 'Please enter a shorter name.',
    },
    doneTitle: 'You’re all set',
    doneText: (name: string) =>
      `Your administrator’s account is ready, ${name}. The set-up link no longer works.`,
    next: 'Where to go next',
    nextApi: 'Look around the API',
    nextApiLine: 'Every endpoint, with examples to try.',
    nextClient: 'Register your first application',
    nextClientLine: 'POST its redirect URI to this address. The answer holds its client_id and its secret.',
    nextReadme: 'Sign in to the demo',
    nextReadmeLine: 'The README shows how in five minutes.',
    nextAccount: 'See your account',
    nextAccountLine: 'Your applications, your sessions, your password.',
    issuer: 'Issuer',
    deadTitle: 'This set-up link no longer works',
    deadText: 'It was used already, or its time is over.',
    deadHelp: 'If there is no administrator yet, start the server again: it gives you a new link.',
  },

  invitation: {
    title: 'Your invitation',
    heading: (name: string) => `Welcome, ${name}`,
    text: 'Choose a password, and your account is ready.',
    username: 'You will sign in as',
    password: 'New password',
    submit: 'Save the password',
    doneTitle: 'Your account is ready',
    doneText: (name: string) => `Thank you, ${name}. From now on, sign in with your new password.`,
    deadTitle: 'This invitation no longer works',
    deadText: 'It was used already, or its time is over.',
    deadHelp: 'Have you chosen your password already? Then just sign in. Otherwise ask for a new invitation.',
  },

  account: {
    title: 'Your account',
    notices: {
      password_changed: 'Your password has been changed.',
      application_removed: 'The application has no access any more.',
      session_ended: 'That browser is signed out.',
    },
    applications: 'Applications with access',
    applicationsNone: 'No application has access to your account.',
    since: (date: string) => `since ${date}`,
    open: 'Open',
    openLabel: (client: string) => `Open ${client}`,
    remove: 'Remove',
    removeLabel: (client: string) => `Remove the access of ${client}`,
    sessions: 'Where you’re signed in',
    thisBrowser: 'This browser',
    browserOn: (browser: string, system: string) => `${browser} on ${system}`,
    unknownBrowser: 'Unknown browser',
    endSession: 'Sign out',
    endSessionLabel: (browser: string) => `Sign out ${browser}`,
    password: 'Change your password',
    currentPassword: 'Current password',
    newPassword: 'New password',
    changePassword: 'Change password',
    currentPasswordProblems: {
      missing: 'Please enter your current password.',
      wrong: 'That is not your current password.',
      throttled: 'There were too many attempts. Please try again in a few minutes.',
      busy: 'The server is busy right now. Please try again in a moment.',
    },
    signOut: 'Sign out',
  },

  errors: {
    unknown_client: {
      title: 'We don’t know this application',
      text: 'The application that sent you here is not registered with us.',
      help: 'Go back to it and try again. If that doesn’t help, tell the people who run it.',
    },
    client_disabled: {
      title: 'This application is switched off',
      text: 'An administrator has switched off signing in to this application.',
      help: 'Ask your administrator if you need it.',
    },
    redirect_uri: {
      title: 'We can’t send you back there',
      text: 'The application asked us to send you to an address that it has not registered. To keep you safe, we stop here.',
      help: 'Go back to the application and try again. If that doesn’t help, tell the people who run it.',
    },
    invalid_request: {
      title: 'Something in this link is not right',
      text: 'The application sent a request that we can’t answer.',
      help: 'Go back to the application and try again. If that doesn’t help, tell the people who run it.',
    },
    expired: {
      title: 'This page has run out',
      text: 'It was open for too long, or it was used already. Nothing is lost.',
      help: 'Go back to the application and start again.',
    },
    cross_site: {
      title: 'We didn’t take that',
      text: 'The form was sent from another site. To keep you safe, we take it only from our own pages.',
      help: 'Go back to the application and start again.',
    },
    not_found: {
      title: 'There is nothing here',
      text: 'The page that you are looking for doesn’t exist.',
      help: 'Check the address, or start from your application.',
    },
    too_many_requests: {
      title: 'Please slow down a little',
      text: 'There were too many requests from your network in a short time.',
      help: 'Wait a minute, and try again.',
    },
    temporarily_unavailable: {
      title: 'We’ll be right back',
      text: 'The service can’t answer at the moment.',
      help: 'Please try again in a minute.',
    },
    server_error: {
      title: 'Something went wrong on our side',
      text: 'It’s not your fault, and nothing about your account has changed.',
      help: 'Please try again. If it happens again, tell your administrator.',
    },
  },
  errorDetails: {
    parameter: 'Parameter at fault',
    reference: 'Reference',
    referenceHelp: 'If you ask an administrator for help, give them this reference.',
  },

  posting: {
    title: 'One moment',
    text: 'We’re taking you on.',
    withoutScript: 'Your browser doesn’t run scripts here. Press the button to go on.',
    submit: 'Continue',
  },

  welcome: {
    title: 'Welcome',
    heading: 'One sign-in for all your applications',
    text: (product: string) =>
      `${product} is the service that your applications ask who you are. They never see your password.`,
    account: 'Your account',
    accountLine: 'Who has access, where you’re signed in, your password.',
    docs: 'For developers',
    docsLine: 'The API, with every endpoint and its examples.',
    discovery: 'Discovery document',
    discoveryLine: 'What an OpenID Connect client needs to know.',
  },
};
