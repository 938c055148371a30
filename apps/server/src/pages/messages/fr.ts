import type { Messages } from './messages.js';

export const fr: Messages = {
  language: 'fr',

  layout: {
    error: 'Erreur',
    problemsTitle: 'Veuillez vérifier votre saisie',
    signedInAs: 'Connecté en tant que',
    privacyPolicy: 'Confidentialité',
    termsOfService: 'Conditions d’utilisation',
    backTo: (client) => `Revenir à ${client}`,
  },

  signIn: {
    title: 'Connexion',
    toClient: (client) => `Connectez-vous pour continuer vers ${client}`,
    toAccount: 'Connectez-vous à votre compte',
    again: 'Confirmez que c’est bien vous',
    againForClient: (client) => `${client} vous demande de vous connecter à nouveau.`,
    otherForClient: (client, name) =>
      `La session est ouverte au nom de ${name}, mais ${client} attend un autre compte.`,
    againForAccount: 'Connectez-vous à nouveau pour continuer.',
    choose: 'Choisissez un compte',
    chooseForClient: (client) => `pour continuer vers ${client}`,
    chooseForAccount: 'pour accéder à votre compte',
    username: 'Adresse e-mail ou nom d’utilisateur',
    password: 'Mot de passe',
    submit: 'Se connecter',
    continueAs: (name) => `Continuer en tant que ${name}`,
    notYou: 'Ce n’est pas vous\u00a0?',
    another: 'Utiliser un autre compte',
    noAccount: 'Pas encore de compte\u00a0?',
    signUp: 'Créer un compte',
  },

  signUp: {
    title: 'Créer un compte',
    toClient: (client) => `Créez un compte pour continuer vers ${client}`,
    toAccount: 'Créez votre compte',
    besides: (name) =>
      `La session est ouverte au nom de ${name}. Ceci crée un autre compte, distinct de celui-là.`,
    email: 'Adresse e-mail',
    emailHint: 'Elle vous servira à vous connecter.',
    name: 'Votre nom',
    password: 'Mot de passe',
    submit: 'Créer le compte',
    haveAccount: 'Vous avez déjà un compte\u00a0?',
    signIn: 'Se connecter',
    emailProblems: {
      missing: 'Veuillez saisir votre adresse e-mail.',
      invalid: 'Veuillez saisir une adresse e-mail complète, comme nom@example.com.',
      domain:
        'Une adresse de ce domaine ne permet pas de créer un compte ici. Veuillez en utiliser une autre.',
      unavailable:
        'Nous ne pouvons pas créer de compte avec cette adresse. Si vous en avez déjà un, connectez-vous.',
    },
    nameProblems: {
      missing: 'Veuillez saisir votre nom.',
      unusable: 'Veuillez saisir un nom plus court, sans signes spéciaux.',
    },
    expired: 'Cette page est restée longtemps ouverte. Veuillez tout saisir à nouveau.',
  },

  signInRefused: {
    wrong: 'Ce nom et ce mot de passe ne correspondent à aucun compte. Vérifiez-les et réessayez.',
    throttled: (minutes) =>
      `Il y a eu trop de tentatives. Réessayez dans ${minutes === 1 ? 'une minute' : `${minutes} minutes`}.`,
    busy: 'Beaucoup de personnes se connectent en ce moment. Réessayez dans un instant.',
    expired: 'Cette page est restée ouverte longtemps. Veuillez vous connecter à nouveau.',
    incomplete: 'Veuillez saisir votre nom et votre mot de passe.',
  },

  consent: {
    title: (client) => `Autoriser ${client}\u00a0?`,
    heading: (client) => `${client} souhaite accéder à votre compte`,
    asked: (client) => `Si vous l’autorisez, ${client} pourra\u00a0:`,
    nothing: (client) => `${client} saura seulement que vous êtes connecté.`,
    returnsTo: (host) => `Vous reviendrez ensuite à ${host}.`,
    remembered: 'Vous pouvez revenir sur ce choix à tout moment depuis la page de votre compte.',
    allow: 'Autoriser',
    deny: 'Ne pas autoriser',
  },

  device: {
    title: 'Associer un appareil',
    heading: 'Associer un appareil à votre compte',
    text: 'Saisissez le code affiché par votre appareil.',
    code: 'Code',
    codeHint: 'Huit lettres, comme WDJB-MJHT. Les majuscules et le tiret n’ont pas d’importance.',
    submit: 'Continuer',
    confirmTitle: (client) => `Associer ${client}\u00a0?`,
    confirmHeading: (client) => `Associer ${client} à votre compte\u00a0?`,
    shownCode: 'Votre appareil doit afficher ce code',
    from: 'Demande de l’appareil depuis',
    at: 'Demande reçue le',
    warning:
      'Continuez seulement si vous avez cet appareil devant vous. Si quelqu’un vous a envoyé ce code ou ce lien, n’autorisez pas.',
    allowedTitle: 'Votre appareil est associé',
    allowedText: (client) =>
      `Vous pouvez fermer cette page. La suite se passe avec ${client} sur votre appareil.`,
    deniedTitle: 'Vous n’avez pas autorisé l’accès',
    deniedText: (client) => `L’appareil avec ${client} n’a rien reçu. Vous pouvez fermer cette page.`,
  },
  deviceRefused: {
    wrong:
      'Aucun appareil n’attend avec ce code. Vérifiez-le\u00a0; s’il est ancien, demandez-en un nouveau à votre appareil.',
    throttled: (minutes) =>
      `Trop de codes ont été essayés. Réessayez dans ${minutes === 1 ? 'une minute' : `${minutes} minutes`}.`,
    gone: 'Ce code a déjà reçu une réponse, ou il a expiré. Demandez-en un nouveau à votre appareil.',
  },

  scopes: {
    openid: { name: 'Savoir que c’est vous', line: 'Vous reconnaître quand vous revenez.' },
    profile: { name: 'Voir votre profil', line: 'Votre nom, votre photo, votre langue, etc.' },
    email: { name: 'Voir votre adresse e-mail', line: 'L’adresse, et si elle a été confirmée.' },
    address: { name: 'Voir votre adresse postale', line: 'Rue, ville, code postal et pays.' },
    phone: { name: 'Voir votre numéro de téléphone', line: 'Le numéro, et s’il a été confirmé.' },
    offline_access: {
      name: 'Garder l’accès en votre absence',
      line: 'Rester connectée quand vous ne l’utilisez pas, jusqu’à ce que vous la retiriez.',
    },
    'admin:read': {
      name: 'Lire les paramètres et les personnes',
      line: 'Voir ce que voit l’administration, dans les limites de votre rôle.',
    },
    'admin:write': {
      name: 'Modifier les paramètres et les personnes',
      line: 'Faire ce que fait l’administration, dans les limites de votre rôle.',
    },
  },
  someClaims: 'Voir certaines de vos informations',
  claims: {
    name: 'nom complet',
    family_name: 'nom de famille',
    given_name: 'prénom',
    middle_name: 'deuxième prénom',
    nickname: 'surnom',
    preferred_username: 'nom d’utilisateur',
    profile: 'page de profil',
    picture: 'photo',
    website: 'site web',
    gender: 'genre',
    birthdate: 'date de naissance',
    zoneinfo: 'fuseau horaire',
    locale: 'langue',
    updated_at: 'dernière modification de vos informations',
    email: 'adresse e-mail',
    email_verified: 'si votre adresse e-mail est confirmée',
    address: 'adresse postale',
    phone_number: 'numéro de téléphone',
    phone_number_verified: 'si votre numéro de téléphone est confirmé',
  },
  unknownScope: 'Une autorisation propre à l’application. Ses auteurs savent ce qu’elle signifie.',

  signOut: {
    title: 'Se déconnecter\u00a0?',
    heading: 'Voulez-vous vous déconnecter\u00a0?',
    text: 'Cela met fin à votre session ici, et dans les applications où elle vous a connecté.',
    askedBy: (client) => `${client} demande votre déconnexion.`,
    confirm: 'Se déconnecter',
    stay: 'Rester connecté',
    telling: 'Déconnexion en cours',
    tellingText: 'Vos applications vous déconnectent aussi. Cela prend quelques secondes au plus.',
    noWayBack: 'Vous ne reviendrez pas à l’application\u00a0: l’adresse qu’elle a donnée est inutilisable.',
    doneTitle: 'Vous êtes déconnecté',
    doneText: 'Sur un ordinateur partagé, mieux vaut fermer aussi le navigateur.',
    signInAgain: 'Se reconnecter',
  },

  passwordRules: {
    title: 'Un bon mot de passe',
    length: 'a au moins 8 caractères\u00a0; plus long, c’est mieux, par exemple quelques mots sans rapport',
    characters: 'peut contenir n’importe quel caractère, espaces compris',
    common: 'n’est pas un de ceux que beaucoup utilisent, ni votre nom ou votre adresse e-mail',
  },
  passwordProblems: {
    missing: 'Veuillez choisir un mot de passe.',
    too_short: 'Veuillez choisir un mot de passe plus long\u00a0: au moins 8 caractères.',
    too_long: 'Veuillez choisir un mot de passe plus court\u00a0: 1\u202f024 caractères au plus.',
    unusable_character: 'Ce mot de passe contient un caractère inutilisable. Veuillez en choisir un autre.',
    common: 'Ce mot de passe est de ceux que les attaquants essaient d’abord. Veuillez en choisir un autre.',
    personal:
      'Ce mot de passe n’est guère plus que votre nom ou votre adresse e-mail. Veuillez en choisir un autre.',
  },

  setUp: {
    title: 'Mise en place',
    heading: (product) => `Bienvenue dans ${product}`,
    text: 'Personne n’est encore passé ici. Créez le compte d’administration\u00a0; il vous servira à accueillir tous les autres.',
    email: 'Adresse e-mail',
    emailHint: 'Elle vous servira à vous connecter.',
    name: 'Votre nom',
    password: 'Mot de passe',
    submit: 'Créer le compte',
    emailProblems: {
      missing: 'Veuillez saisir votre adresse e-mail.',
      invalid: 'Veuillez saisir une adresse e-mail complète, comme nom@example.com.',
      taken: 'Il existe déjà un compte avec cette adresse e-mail.',
    },
    nameProblems: {
      missing: 'Veuillez saisir votre nom.',
      too_long: 'Veuillez saisir un nom plus court.',
    },
    doneTitle: 'Tout est prêt',
    doneText: (name) =>
      `Votre compte d’administration est prêt, ${name}. Le lien de mise en place ne fonctionne plus.`,
    next: 'Et maintenant',
    nextConsole: 'Ouvrir la console',
    nextConsoleLine: 'Les applications, les personnes, les clés, et pourquoi une demande a été refusée.',
    nextApi: 'Découvrir l’API',
    nextApiLine: 'Tous les points d’accès, avec des exemples à essayer.',
    nextClient: 'Enregistrer votre première application',
    nextClientLine:
      'Envoyez son redirect URI par POST à cette adresse. La réponse contient son client_id et son secret.',
    nextReadme: 'Se connecter à la démo',
    nextReadmeLine: 'Le README montre comment faire en cinq minutes.',
    nextAccount: 'Voir votre compte',
    nextAccountLine: 'Vos applications, vos sessions, votre mot de passe.',
    issuer: 'Émetteur',
    deadTitle: 'Ce lien de mise en place ne fonctionne plus',
    deadText: 'Il a déjà été utilisé, ou son délai est passé.',
    deadHelp:
      'S’il n’y a pas encore de compte d’administration, redémarrez le serveur\u00a0: il vous donne un nouveau lien.',
  },

  invitation: {
    title: 'Votre invitation',
    heading: (name) => `Bienvenue, ${name}`,
    text: 'Choisissez un mot de passe, et votre compte est prêt.',
    username: 'Vous vous connecterez en tant que',
    password: 'Nouveau mot de passe',
    submit: 'Enregistrer le mot de passe',
    doneTitle: 'Votre compte est prêt',
    doneText: (name) => `Merci, ${name}. Connectez-vous désormais avec votre nouveau mot de passe.`,
    deadTitle: 'Cette invitation ne fonctionne plus',
    deadText: 'Elle a déjà été utilisée, ou son délai est passé.',
    deadHelp:
      'Vous avez déjà choisi votre mot de passe\u00a0? Connectez-vous, tout simplement. Sinon, demandez une nouvelle invitation.',
  },

  account: {
    title: 'Votre compte',
    notices: {
      password_changed: 'Votre mot de passe a été modifié.',
      application_removed: 'L’application n’a plus accès à votre compte.',
      session_ended: 'Ce navigateur est déconnecté.',
    },
    applications: 'Applications autorisées',
    applicationsNone: 'Aucune application n’a accès à votre compte.',
    since: (date) => `depuis le ${date}`,
    open: 'Ouvrir',
    openLabel: (client) => `Ouvrir ${client}`,
    remove: 'Retirer',
    removeLabel: (client) => `Retirer l’accès de ${client}`,
    sessions: 'Où vous êtes connecté',
    thisBrowser: 'Ce navigateur',
    browserOn: (browser, system) => `${browser} sur ${system}`,
    unknownBrowser: 'Navigateur inconnu',
    endSession: 'Déconnecter',
    endSessionLabel: (browser) => `Déconnecter ${browser}`,
    password: 'Changer de mot de passe',
    currentPassword: 'Mot de passe actuel',
    newPassword: 'Nouveau mot de passe',
    changePassword: 'Changer le mot de passe',
    currentPasswordProblems: {
      missing: 'Veuillez saisir votre mot de passe actuel.',
      wrong: 'Ce n’est pas votre mot de passe actuel.',
      throttled: 'Il y a eu trop de tentatives. Réessayez dans quelques minutes.',
      busy: 'Le serveur est très sollicité. Réessayez dans un instant.',
    },
    signOut: 'Se déconnecter',
  },

  errors: {
    unknown_client: {
      title: 'Nous ne connaissons pas cette application',
      text: 'L’application qui vous a envoyé ici n’est pas enregistrée chez nous.',
      help: 'Revenez à elle et réessayez. Si cela ne suffit pas, prévenez ceux qui s’en occupent.',
    },
    client_disabled: {
      title: 'Cette application est désactivée',
      text: 'L’administration a désactivé la connexion à cette application.',
      help: 'Adressez-vous à votre administration si vous en avez besoin.',
    },
    redirect_uri: {
      title: 'Nous ne pouvons pas vous renvoyer là-bas',
      text: 'L’application nous a demandé de vous envoyer à une adresse qu’elle n’a pas enregistrée. Pour votre sécurité, nous nous arrêtons ici.',
      help: 'Revenez à l’application et réessayez. Si cela ne suffit pas, prévenez ceux qui s’en occupent.',
    },
    invalid_request: {
      title: 'Quelque chose ne va pas dans ce lien',
      text: 'L’application a envoyé une demande à laquelle nous ne pouvons pas répondre.',
      help: 'Revenez à l’application et réessayez. Si cela ne suffit pas, prévenez ceux qui s’en occupent.',
    },
    expired: {
      title: 'Cette page n’est plus valable',
      text: 'Elle est restée ouverte trop longtemps, ou elle a déjà servi. Rien n’est perdu.',
      help: 'Revenez à l’application et recommencez.',
    },
    cross_site: {
      title: 'Nous n’avons pas accepté cet envoi',
      text: 'Le formulaire venait d’un autre site. Pour votre sécurité, nous ne l’acceptons que de nos propres pages.',
      help: 'Revenez à l’application et recommencez.',
    },
    not_found: {
      title: 'Il n’y a rien ici',
      text: 'La page que vous cherchez n’existe pas.',
      help: 'Vérifiez l’adresse, ou repartez de votre application.',
    },
    too_many_requests: {
      title: 'Un peu moins vite, s’il vous plaît',
      text: 'Trop de demandes sont venues de votre réseau en peu de temps.',
      help: 'Attendez une minute, puis réessayez.',
    },
    temporarily_unavailable: {
      title: 'Nous revenons tout de suite',
      text: 'Le service ne peut pas répondre pour l’instant.',
      help: 'Veuillez réessayer dans une minute.',
    },
    server_error: {
      title: 'Un problème est survenu de notre côté',
      text: 'Vous n’y êtes pour rien, et rien n’a changé dans votre compte.',
      help: 'Veuillez réessayer. Si cela se reproduit, prévenez votre administration.',
    },
  },
  errorDetails: {
    parameter: 'Paramètre en cause',
    reference: 'Référence',
    referenceHelp: 'Si vous demandez de l’aide à l’administration, donnez-lui cette référence.',
  },

  posting: {
    title: 'Un instant',
    text: 'Nous vous conduisons plus loin.',
    withoutScript: 'Votre navigateur n’exécute pas de scripts ici. Appuyez sur le bouton pour continuer.',
    submit: 'Continuer',
  },

  welcome: {
    title: 'Bienvenue',
    heading: 'Une seule connexion pour toutes vos applications',
    text: (product) =>
      `${product} est le service auquel vos applications demandent qui vous êtes. Elles ne voient jamais votre mot de passe.`,
    account: 'Votre compte',
    accountLine: 'Qui y a accès, où vous êtes connecté, votre mot de passe.',
    docs: 'Pour les développeurs',
    docsLine: 'L’API, avec tous les points d’accès et leurs exemples.',
    discovery: 'Document de découverte',
    discoveryLine: 'Ce qu’un client OpenID Connect doit savoir.',
  },
};
