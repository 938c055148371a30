import type { Messages } from './messages.js';

export const de: Messages = {
  language: 'de',

  layout: {
    error: 'Fehler',
    problemsTitle: 'Bitte prüfen Sie Ihre Angaben',
    signedInAs: 'Angemeldet als',
    privacyPolicy: 'Datenschutz',
    termsOfService: 'Nutzungsbedingungen',
    backTo: (client) => `Zurück zu ${client}`,
  },

  signIn: {
    title: 'Anmelden',
    toClient: (client) => `Melden Sie sich an, um mit ${client} fortzufahren`,
    toAccount: 'Melden Sie sich bei Ihrem Konto an',
    again: 'Bitte bestätigen Sie, dass Sie es sind',
    againForClient: (client) => `${client} bittet Sie, sich noch einmal anzumelden.`,
    otherForClient: (client, name) =>
      `Sie sind als ${name} angemeldet, aber ${client} erwartet ein anderes Konto.`,
    againForAccount: 'Melden Sie sich noch einmal an, um fortzufahren.',
    choose: 'Wählen Sie ein Konto',
    chooseForClient: (client) => `um mit ${client} fortzufahren`,
    chooseForAccount: 'um zu Ihrem Konto zu gelangen',
    username: 'E-Mail-Adresse oder Benutzername',
    password: 'Passwort',
    submit: 'Anmelden',
    continueAs: (name) => `Weiter als ${name}`,
    notYou: 'Das sind nicht Sie?',
    another: 'Anderes Konto verwenden',
    noAccount: 'Noch kein Konto?',
    signUp: 'Konto erstellen',
  },

  signUp: {
    title: 'Konto erstellen',
    toClient: (client) => `Erstellen Sie ein Konto, um mit ${client} fortzufahren`,
    toAccount: 'Erstellen Sie Ihr Konto',
    besides: (name) => `Sie sind als ${name} angemeldet. Hier entsteht ein weiteres, davon getrenntes Konto.`,
    email: 'E-Mail-Adresse',
    emailHint: 'Mit ihr melden Sie sich an.',
    name: 'Ihr Name',
    password: 'Passwort',
    submit: 'Konto erstellen',
    haveAccount: 'Sie haben schon ein Konto?',
    signIn: 'Anmelden',
    emailProblems: {
      missing: 'Bitte geben Sie Ihre E-Mail-Adresse ein.',
      invalid: 'Bitte geben Sie eine vollständige E-Mail-Adresse ein, etwa name@example.com.',
      domain:
        'Mit einer Adresse dieser Domain lässt sich hier kein Konto erstellen. Bitte verwenden Sie eine andere.',
      unavailable:
        'Mit dieser Adresse können wir kein Konto erstellen. Wenn Sie schon eines haben, melden Sie sich bitte an.',
    },
    nameProblems: {
      missing: 'Bitte geben Sie Ihren Namen ein.',
      unusable: 'Bitte geben Sie einen kürzeren Namen ohne Sonderzeichen ein.',
    },
    expired: 'Diese Seite war lange geöffnet. Bitte geben Sie alles noch einmal ein.',
  },

  signInRefused: {
    wrong:
      'Name und Passwort passen zu keinem Konto. Bitte prüfen Sie beides und versuchen Sie es noch einmal.',
    throttled: (minutes) =>
      `Das waren zu viele Versuche. Bitte versuchen Sie es in ${minutes === 1 ? 'einer Minute' : `${minutes} Minuten`} noch einmal.`,
    busy: 'Im Moment melden sich sehr viele Menschen an. Bitte versuchen Sie es gleich noch einmal.',
    expired: 'Diese Seite war lange geöffnet. Bitte melden Sie sich noch einmal an.',
    incomplete: 'Bitte geben Sie Ihren Namen und Ihr Passwort ein.',
  },

  consent: {
    title: (client) => `${client} den Zugriff erlauben?`,
    heading: (client) => `${client} möchte auf Ihr Konto zugreifen`,
    asked: (client) => `Wenn Sie es erlauben, darf ${client}:`,
    nothing: (client) => `${client} erfährt nur, dass Sie angemeldet sind.`,
    returnsTo: (host) => `Danach kehren Sie zu ${host} zurück.`,
    remembered: 'Sie können das jederzeit auf Ihrer Kontoseite zurücknehmen.',
    allow: 'Erlauben',
    deny: 'Nicht erlauben',
  },

  device: {
    title: 'Gerät verbinden',
    heading: 'Ein Gerät verbinden',
    text: 'Geben Sie den Code ein, den Ihr Gerät anzeigt.',
    code: 'Code',
    codeHint: 'Acht Buchstaben, etwa WDJB-MJHT. Groß- und Kleinschreibung und der Strich sind egal.',
    submit: 'Weiter',
    confirmTitle: (client) => `${client} verbinden?`,
    confirmHeading: (client) => `${client} mit Ihrem Konto verbinden?`,
    shownCode: 'Diesen Code muss Ihr Gerät anzeigen',
    from: 'Das Gerät hat angefragt von',
    at: 'Angefragt am',
    warning:
      'Fahren Sie nur fort, wenn Sie das Gerät vor sich haben. Hat Ihnen jemand diesen Code oder diesen Link geschickt, erlauben Sie es nicht.',
    allowedTitle: 'Ihr Gerät ist verbunden',
    allowedText: (client) =>
      `Sie können diese Seite schließen. Es geht mit ${client} auf Ihrem Gerät weiter.`,
    deniedTitle: 'Sie haben es nicht erlaubt',
    deniedText: (client) => `Das Gerät mit ${client} hat nichts erhalten. Sie können diese Seite schließen.`,
  },
  deviceRefused: {
    wrong:
      'Kein Gerät wartet mit diesem Code. Bitte prüfen Sie ihn; ist er alt, lassen Sie Ihr Gerät einen neuen anzeigen.',
    throttled: (minutes) =>
      `Es wurden zu viele Codes versucht. Bitte versuchen Sie es in ${minutes === 1 ? 'einer Minute' : `${minutes} Minuten`} noch einmal.`,
    gone: 'Dieser Code wurde schon beantwortet, oder seine Zeit ist um. Lassen Sie Ihr Gerät einen neuen anzeigen.',
  },

  scopes: {
    openid: { name: 'Wissen, dass Sie es sind', line: 'Sie wiedererkennen, wenn Sie zurückkommen.' },
    profile: { name: 'Ihr Profil sehen', line: 'Ihren Namen, Ihr Bild, Ihre Sprache und Ähnliches.' },
    email: { name: 'Ihre E-Mail-Adresse sehen', line: 'Die Adresse, und ob sie bestätigt ist.' },
    address: { name: 'Ihre Postanschrift sehen', line: 'Straße, Ort, Postleitzahl und Land.' },
    phone: { name: 'Ihre Telefonnummer sehen', line: 'Die Nummer, und ob sie bestätigt ist.' },
    offline_access: {
      name: 'Auch in Ihrer Abwesenheit zugreifen',
      line: 'Verbunden bleiben, wenn Sie die Anwendung nicht benutzen, bis Sie den Zugriff entfernen.',
    },
    'admin:read': {
      name: 'Einstellungen und Personen lesen',
      line: 'Sehen, was die Verwaltung sieht, soweit Ihre Rolle es erlaubt.',
    },
    'admin:write': {
      name: 'Einstellungen und Personen ändern',
      line: 'Tun, was die Verwaltung tut, soweit Ihre Rolle es erlaubt.',
    },
  },
  someClaims: 'Einige Ihrer Angaben sehen',
  claims: {
    name: 'Name',
    family_name: 'Nachname',
    given_name: 'Vorname',
    middle_name: 'zweiter Vorname',
    nickname: 'Rufname',
    preferred_username: 'Benutzername',
    profile: 'Profilseite',
    picture: 'Bild',
    website: 'Website',
    gender: 'Geschlecht',
    birthdate: 'Geburtsdatum',
    zoneinfo: 'Zeitzone',
    locale: 'Sprache',
    updated_at: 'letzte Änderung Ihrer Angaben',
    email: 'E-Mail-Adresse',
    email_verified: 'ob Ihre E-Mail-Adresse bestätigt ist',
    address: 'Postanschrift',
    phone_number: 'Telefonnummer',
    phone_number_verified: 'ob Ihre Telefonnummer bestätigt ist',
  },
  unknownScope: 'Eine eigene Berechtigung der Anwendung. Ihre Anbieter wissen, was sie bedeutet.',

  signOut: {
    title: 'Abmelden?',
    heading: 'Möchten Sie sich abmelden?',
    text: 'Damit endet Ihre Sitzung hier und in den Anwendungen, bei denen Sie sich mit ihr angemeldet haben.',
    askedBy: (client) => `${client} möchte Sie abmelden.`,
    confirm: 'Abmelden',
    stay: 'Angemeldet bleiben',
    telling: 'Sie werden abgemeldet',
    tellingText: 'Ihre Anwendungen melden Sie ebenfalls ab. Das dauert höchstens ein paar Sekunden.',
    noWayBack:
      'Zur Anwendung geht es nicht zurück: Die Adresse, die sie angegeben hat, ist nicht verwendbar.',
    doneTitle: 'Sie sind abgemeldet',
    doneText: 'An einem gemeinsam genutzten Computer schließen Sie am besten auch den Browser.',
    signInAgain: 'Wieder anmelden',
  },

  passwordRules: {
    title: 'Ein gutes Passwort',
    length: 'hat mindestens 8 Zeichen; länger ist besser, zum Beispiel ein paar Wörter ohne Zusammenhang',
    characters: 'darf jedes Zeichen enthalten, auch Leerzeichen',
    common: 'wird nicht von vielen benutzt und ist nicht Ihr Name oder Ihre E-Mail-Adresse',
  },
  passwordProblems: {
    missing: 'Bitte wählen Sie ein Passwort.',
    too_short: 'Bitte wählen Sie ein längeres Passwort: mindestens 8 Zeichen.',
    too_long: 'Bitte wählen Sie ein kürzeres Passwort: höchstens 1.024 Zeichen.',
    unusable_character:
      'Dieses Passwort enthält ein Zeichen, das nicht möglich ist. Bitte wählen Sie ein anderes.',
    common: 'Dieses Passwort gehört zu denen, die Angreifer zuerst versuchen. Bitte wählen Sie ein anderes.',
    personal:
      'Dieses Passwort ist kaum mehr als Ihr Name oder Ihre E-Mail-Adresse. Bitte wählen Sie ein anderes.',
  },

  setUp: {
    title: 'Einrichten',
    heading: (product) => `Willkommen bei ${product}`,
    text: 'Sie sind als Erste oder Erster hier. Legen Sie das Verwaltungskonto an; mit ihm lassen Sie alle anderen ein.',
    email: 'E-Mail-Adresse',
    emailHint: 'Mit ihr melden Sie sich an.',
    name: 'Ihr Name',
    password: 'Passwort',
    submit: 'Konto anlegen',
    emailProblems: {
      missing: 'Bitte geben Sie Ihre E-Mail-Adresse ein.',
      invalid: 'Bitte geben Sie eine vollständige E-Mail-Adresse ein, etwa name@example.com.',
      taken: 'Mit dieser E-Mail-Adresse gibt es schon ein Konto.',
    },
    nameProblems: {
      missing: 'Bitte geben Sie Ihren Namen ein.',
      too_long: 'Bitte geben Sie einen kürzeren Namen ein.',
    },
    doneTitle: 'Alles ist eingerichtet',
    doneText: (name) => `Ihr Verwaltungskonto ist bereit, ${name}. Der Einrichtungslink gilt nun nicht mehr.`,
    next: 'Wie es weitergeht',
    nextConsole: 'Die Konsole öffnen',
    nextConsoleLine: 'Anwendungen, Personen, Schlüssel, und warum eine Anfrage abgelehnt wurde.',
    nextApi: 'Die API ansehen',
    nextApiLine: 'Alle Endpunkte, mit Beispielen zum Ausprobieren.',
    nextClient: 'Die erste Anwendung registrieren',
    nextClientLine:
      'Senden Sie ihren Redirect-URI mit POST an diese Adresse. Die Antwort enthält client_id und Secret.',
    nextReadme: 'Bei der Demo anmelden',
    nextReadmeLine: 'Die README zeigt in fünf Minuten, wie es geht.',
    nextAccount: 'Ihr Konto ansehen',
    nextAccountLine: 'Ihre Anwendungen, Ihre Sitzungen, Ihr Passwort.',
    issuer: 'Issuer',
    deadTitle: 'Dieser Einrichtungslink gilt nicht mehr',
    deadText: 'Er wurde schon benutzt, oder seine Zeit ist abgelaufen.',
    deadHelp:
      'Wenn es noch kein Verwaltungskonto gibt, starten Sie den Server neu: Er gibt Ihnen einen neuen Link.',
  },

  invitation: {
    title: 'Ihre Einladung',
    heading: (name) => `Willkommen, ${name}`,
    text: 'Wählen Sie ein Passwort, dann ist Ihr Konto bereit.',
    username: 'Sie melden sich an als',
    password: 'Neues Passwort',
    submit: 'Passwort speichern',
    doneTitle: 'Ihr Konto ist bereit',
    doneText: (name) => `Vielen Dank, ${name}. Melden Sie sich von nun an mit Ihrem neuen Passwort an.`,
    deadTitle: 'Diese Einladung gilt nicht mehr',
    deadText: 'Sie wurde schon benutzt, oder ihre Zeit ist abgelaufen.',
    deadHelp:
      'Haben Sie schon ein Passwort gewählt? Dann melden Sie sich einfach an. Sonst bitten Sie um eine neue Einladung.',
  },

  account: {
    title: 'Ihr Konto',
    notices: {
      password_changed: 'Ihr Passwort ist geändert.',
      application_removed: 'Die Anwendung hat keinen Zugriff mehr.',
      session_ended: 'Dieser Browser ist abgemeldet.',
    },
    applications: 'Anwendungen mit Zugriff',
    applicationsNone: 'Keine Anwendung hat Zugriff auf Ihr Konto.',
    since: (date) => `seit ${date}`,
    open: 'Öffnen',
    openLabel: (client) => `Öffnen: ${client}`,
    remove: 'Entfernen',
    removeLabel: (client) => `Entfernen: Zugriff von ${client}`,
    sessions: 'Wo Sie angemeldet sind',
    thisBrowser: 'Dieser Browser',
    browserOn: (browser, system) => `${browser} auf ${system}`,
    unknownBrowser: 'Unbekannter Browser',
    endSession: 'Abmelden',
    endSessionLabel: (browser) => `Abmelden: ${browser}`,
    password: 'Passwort ändern',
    currentPassword: 'Aktuelles Passwort',
    newPassword: 'Neues Passwort',
    changePassword: 'Passwort ändern',
    currentPasswordProblems: {
      missing: 'Bitte geben Sie Ihr aktuelles Passwort ein.',
      wrong: 'Das ist nicht Ihr aktuelles Passwort.',
      throttled: 'Das waren zu viele Versuche. Bitte versuchen Sie es in ein paar Minuten noch einmal.',
      busy: 'Der Server ist gerade ausgelastet. Bitte versuchen Sie es gleich noch einmal.',
    },
    signOut: 'Abmelden',
  },

  errors: {
    unknown_client: {
      title: 'Wir kennen diese Anwendung nicht',
      text: 'Die Anwendung, von der Sie kommen, ist bei uns nicht registriert.',
      help: 'Gehen Sie zu ihr zurück und versuchen Sie es noch einmal. Hilft das nicht, sagen Sie es ihren Betreibern.',
    },
    client_disabled: {
      title: 'Diese Anwendung ist abgeschaltet',
      text: 'Die Verwaltung hat die Anmeldung bei dieser Anwendung abgeschaltet.',
      help: 'Wenden Sie sich an die Verwaltung, wenn Sie sie brauchen.',
    },
    redirect_uri: {
      title: 'Dorthin können wir Sie nicht zurückschicken',
      text: 'Die Anwendung wollte Sie an eine Adresse schicken lassen, die sie nicht registriert hat. Zu Ihrer Sicherheit halten wir hier an.',
      help: 'Gehen Sie zur Anwendung zurück und versuchen Sie es noch einmal. Hilft das nicht, sagen Sie es ihren Betreibern.',
    },
    invalid_request: {
      title: 'An diesem Link stimmt etwas nicht',
      text: 'Die Anwendung hat eine Anfrage geschickt, die wir nicht beantworten können.',
      help: 'Gehen Sie zur Anwendung zurück und versuchen Sie es noch einmal. Hilft das nicht, sagen Sie es ihren Betreibern.',
    },
    expired: {
      title: 'Diese Seite ist abgelaufen',
      text: 'Sie war zu lange geöffnet, oder sie wurde schon benutzt. Es ist nichts verloren.',
      help: 'Gehen Sie zur Anwendung zurück und beginnen Sie von vorn.',
    },
    cross_site: {
      title: 'Das haben wir nicht angenommen',
      text: 'Das Formular kam von einer fremden Seite. Zu Ihrer Sicherheit nehmen wir es nur von unseren eigenen.',
      help: 'Gehen Sie zur Anwendung zurück und beginnen Sie von vorn.',
    },
    not_found: {
      title: 'Hier ist nichts',
      text: 'Die gesuchte Seite gibt es nicht.',
      help: 'Prüfen Sie die Adresse, oder beginnen Sie bei Ihrer Anwendung.',
    },
    too_many_requests: {
      title: 'Bitte etwas langsamer',
      text: 'Aus Ihrem Netz kamen in kurzer Zeit zu viele Anfragen.',
      help: 'Warten Sie eine Minute, und versuchen Sie es dann noch einmal.',
    },
    temporarily_unavailable: {
      title: 'Wir sind gleich wieder da',
      text: 'Der Dienst kann im Moment nicht antworten.',
      help: 'Bitte versuchen Sie es in einer Minute noch einmal.',
    },
    server_error: {
      title: 'Bei uns ist etwas schiefgegangen',
      text: 'Es liegt nicht an Ihnen, und an Ihrem Konto hat sich nichts geändert.',
      help: 'Bitte versuchen Sie es noch einmal. Geschieht es wieder, sagen Sie es der Verwaltung.',
    },
  },
  errorDetails: {
    parameter: 'Fehlerhafter Parameter',
    reference: 'Referenz',
    referenceHelp: 'Wenn Sie die Verwaltung um Hilfe bitten, nennen Sie ihr diese Referenz.',
  },

  posting: {
    title: 'Einen Augenblick',
    text: 'Wir leiten Sie weiter.',
    withoutScript: 'Ihr Browser führt hier keine Skripte aus. Drücken Sie den Knopf, um fortzufahren.',
    submit: 'Weiter',
  },

  welcome: {
    title: 'Willkommen',
    heading: 'Eine Anmeldung für alle Ihre Anwendungen',
    text: (product) =>
      `${product} ist der Dienst, den Ihre Anwendungen fragen, wer Sie sind. Ihr Passwort sehen sie nie.`,
    account: 'Ihr Konto',
    accountLine: 'Wer Zugriff hat, wo Sie angemeldet sind, Ihr Passwort.',
    docs: 'Für Entwicklerinnen und Entwickler',
    docsLine: 'Die API, mit allen Endpunkten und Beispielen.',
    discovery: 'Discovery-Dokument',
    discoveryLine: 'Was ein OpenID-Connect-Client wissen muss.',
  },
};
