import type { Messages } from './messages.js';

export const es: Messages = {
  language: 'es',

  layout: {
    error: 'Error',
    problemsTitle: 'Revise lo que ha escrito',
    signedInAs: 'Sesión iniciada como',
    privacyPolicy: 'Privacidad',
    termsOfService: 'Condiciones de uso',
    backTo: (client) => `Volver a ${client}`,
  },

  signIn: {
    title: 'Iniciar sesión',
    toClient: (client) => `Inicie sesión para continuar a ${client}`,
    toAccount: 'Inicie sesión en su cuenta',
    again: 'Confirme que es usted',
    againForClient: (client) => `${client} le pide que inicie sesión otra vez.`,
    otherForClient: (client, name) =>
      `La sesión está iniciada como ${name}, pero ${client} espera otra cuenta.`,
    againForAccount: 'Inicie sesión otra vez para continuar.',
    choose: 'Elija una cuenta',
    chooseForClient: (client) => `para continuar a ${client}`,
    chooseForAccount: 'para continuar a su cuenta',
    username: 'Correo electrónico o nombre de usuario',
    password: 'Contraseña',
    submit: 'Iniciar sesión',
    continueAs: (name) => `Continuar como ${name}`,
    notYou: '¿No es usted?',
    another: 'Usar otra cuenta',
    noAccount: '¿Aún no tiene cuenta?',
    signUp: 'Crear una cuenta',
  },

  signUp: {
    title: 'Crear una cuenta',
    toClient: (client) => `Cree una cuenta para continuar a ${client}`,
    toAccount: 'Cree su cuenta',
    besides: (name) => `La sesión está iniciada como ${name}. Aquí se crea otra cuenta, aparte de esa.`,
    email: 'Correo electrónico',
    emailHint: 'Con él iniciará sesión.',
    name: 'Su nombre',
    password: 'Contraseña',
    submit: 'Crear la cuenta',
    haveAccount: '¿Ya tiene una cuenta?',
    signIn: 'Iniciar sesión',
    emailProblems: {
      missing: 'Escriba su correo electrónico.',
      invalid: 'Escriba un correo electrónico completo, como nombre@example.com.',
      domain: 'Con un correo de este dominio no se puede crear una cuenta aquí. Use otro, por favor.',
      unavailable: 'No podemos crear una cuenta con este correo. Si ya tiene una, inicie sesión.',
    },
    nameProblems: {
      missing: 'Escriba su nombre.',
      unusable: 'Escriba un nombre más corto, sin signos especiales.',
    },
    expired: 'Esta página estuvo abierta mucho tiempo. Escriba todo de nuevo, por favor.',
  },

  signInRefused: {
    wrong: 'Ese nombre y esa contraseña no corresponden a ninguna cuenta. Revíselos e inténtelo de nuevo.',
    throttled: (minutes) =>
      `Ha habido demasiados intentos. Inténtelo de nuevo en ${minutes === 1 ? 'un minuto' : `${minutes} minutos`}.`,
    busy: 'Muchas personas están iniciando sesión ahora mismo. Inténtelo de nuevo en un momento.',
    expired: 'Esta página estuvo abierta mucho tiempo. Inicie sesión de nuevo.',
    incomplete: 'Escriba su nombre y su contraseña.',
  },

  consent: {
    title: (client) => `¿Permitir el acceso a ${client}?`,
    heading: (client) => `${client} quiere acceder a su cuenta`,
    asked: (client) => `Si lo permite, ${client} podrá:`,
    nothing: (client) => `${client} solo sabrá que usted ha iniciado sesión.`,
    returnsTo: (host) => `Después volverá a ${host}.`,
    remembered: 'Puede retirarlo cuando quiera en la página de su cuenta.',
    allow: 'Permitir',
    deny: 'No permitir',
  },

  device: {
    title: 'Conectar un dispositivo',
    heading: 'Conectar un dispositivo a su cuenta',
    text: 'Escriba el código que muestra su dispositivo.',
    code: 'Código',
    codeHint: 'Ocho letras, como WDJB-MJHT. Las mayúsculas y el guion no importan.',
    submit: 'Continuar',
    confirmTitle: (client) => `¿Conectar ${client}?`,
    confirmHeading: (client) => `¿Conectar ${client} a su cuenta?`,
    shownCode: 'Su dispositivo debe mostrar este código',
    from: 'El dispositivo lo pidió desde',
    at: 'Lo pidió el',
    warning:
      'Continúe solo si tiene este dispositivo delante. Si alguien le envió este código o este enlace, no lo permita.',
    allowedTitle: 'Su dispositivo está conectado',
    allowedText: (client) => `Puede cerrar esta página. Siga con ${client} en su dispositivo.`,
    deniedTitle: 'No lo ha permitido',
    deniedText: (client) => `El dispositivo con ${client} no ha recibido nada. Puede cerrar esta página.`,
  },
  deviceRefused: {
    wrong:
      'Ningún dispositivo espera con ese código. Compruébelo; si es antiguo, haga que su dispositivo muestre uno nuevo.',
    throttled: (minutes) =>
      `Se han probado demasiados códigos. Inténtelo de nuevo en ${minutes === 1 ? 'un minuto' : `${minutes} minutos`}.`,
    gone: 'Ese código ya tuvo respuesta o ha caducado. Haga que su dispositivo muestre uno nuevo.',
  },

  scopes: {
    openid: { name: 'Saber que es usted', line: 'Reconocerle cuando vuelva.' },
    profile: { name: 'Ver su perfil', line: 'Su nombre, su foto, su idioma y datos parecidos.' },
    email: { name: 'Ver su correo electrónico', line: 'La dirección, y si está confirmada.' },
    address: { name: 'Ver su dirección postal', line: 'Calle, ciudad, código postal y país.' },
    phone: { name: 'Ver su número de teléfono', line: 'El número, y si está confirmado.' },
    offline_access: {
      name: 'Mantener el acceso en su ausencia',
      line: 'Seguir conectada cuando usted no la usa, hasta que la retire.',
    },
    'admin:read': {
      name: 'Leer ajustes y personas',
      line: 'Ver lo que ve la administración, hasta donde su función lo permite.',
    },
    'admin:write': {
      name: 'Cambiar ajustes y personas',
      line: 'Hacer lo que hace la administración, hasta donde su función lo permite.',
    },
  },
  unknownScope: 'Un permiso propio de la aplicación. Quienes la hacen saben qué significa.',

  signOut: {
    title: '¿Cerrar sesión?',
    heading: '¿Quiere cerrar la sesión?',
    text: 'Se cierra su sesión aquí y en las aplicaciones en las que entró con ella.',
    askedBy: (client) => `${client} pide cerrar su sesión.`,
    confirm: 'Cerrar sesión',
    stay: 'Seguir con la sesión',
    telling: 'Cerrando la sesión',
    tellingText: 'Sus aplicaciones también cierran la sesión. Tarda unos segundos como máximo.',
    noWayBack: 'No volverá a la aplicación: la dirección que indicó no se puede usar.',
    doneTitle: 'Ha cerrado la sesión',
    doneText: 'En un equipo compartido, conviene cerrar también el navegador.',
    signInAgain: 'Volver a iniciar sesión',
  },

  passwordRules: {
    title: 'Una buena contraseña',
    length: 'tiene al menos 8 caracteres; cuanto más larga, mejor: por ejemplo, unas palabras sin relación',
    characters: 'puede llevar cualquier carácter, también espacios',
    common: 'no es de las que usa mucha gente, ni su nombre o su correo electrónico',
  },
  passwordProblems: {
    missing: 'Elija una contraseña.',
    too_short: 'Elija una contraseña más larga: al menos 8 caracteres.',
    too_long: 'Elija una contraseña más corta: 1.024 caracteres como máximo.',
    unusable_character: 'Esa contraseña lleva un carácter que no se puede usar. Elija otra.',
    common: 'Esa contraseña es de las que los atacantes prueban primero. Elija otra.',
    personal: 'Esa contraseña es poco más que su nombre o su correo electrónico. Elija otra.',
  },

  setUp: {
    title: 'Puesta en marcha',
    heading: (product) => `Le damos la bienvenida a ${product}`,
    text: 'Es la primera persona en llegar. Cree la cuenta de administración; con ella podrá dar paso a las demás.',
    email: 'Correo electrónico',
    emailHint: 'Con él iniciará sesión.',
    name: 'Su nombre',
    password: 'Contraseña',
    submit: 'Crear la cuenta',
    emailProblems: {
      missing: 'Escriba su correo electrónico.',
      invalid: 'Escriba un correo electrónico completo, como nombre@example.com.',
      taken: 'Ya hay una cuenta con este correo electrónico.',
    },
    nameProblems: {
      missing: 'Escriba su nombre.',
      too_long: 'Escriba un nombre más corto.',
    },
    doneTitle: 'Todo está listo',
    doneText: (name) =>
      `Su cuenta de administración está lista, ${name}. El enlace de puesta en marcha ya no funciona.`,
    next: 'Qué hacer ahora',
    nextApi: 'Conocer la API',
    nextApiLine: 'Todos los puntos de acceso, con ejemplos para probar.',
    nextClient: 'Registrar su primera aplicación',
    nextClientLine:
      'Envíe su redirect URI por POST a esta dirección. La respuesta lleva el client_id y el secreto.',
    nextReadme: 'Iniciar sesión en la demo',
    nextReadmeLine: 'El README muestra cómo en cinco minutos.',
    nextAccount: 'Ver su cuenta',
    nextAccountLine: 'Sus aplicaciones, sus sesiones, su contraseña.',
    issuer: 'Emisor',
    deadTitle: 'Este enlace de puesta en marcha ya no funciona',
    deadText: 'Ya se usó, o se le pasó el plazo.',
    deadHelp: 'Si todavía no hay cuenta de administración, reinicie el servidor: le dará un enlace nuevo.',
  },

  invitation: {
    title: 'Su invitación',
    heading: (name) => `Le damos la bienvenida, ${name}`,
    text: 'Elija una contraseña y su cuenta estará lista.',
    username: 'Iniciará sesión como',
    password: 'Contraseña nueva',
    submit: 'Guardar la contraseña',
    doneTitle: 'Su cuenta está lista',
    doneText: (name) => `Gracias, ${name}. Desde ahora, inicie sesión con su contraseña nueva.`,
    deadTitle: 'Esta invitación ya no funciona',
    deadText: 'Ya se usó, o se le pasó el plazo.',
    deadHelp: '¿Ya eligió su contraseña? Entonces inicie sesión sin más. Si no, pida una invitación nueva.',
  },

  account: {
    title: 'Su cuenta',
    notices: {
      password_changed: 'Su contraseña ha cambiado.',
      application_removed: 'La aplicación ya no tiene acceso.',
      session_ended: 'Se ha cerrado la sesión en ese navegador.',
    },
    applications: 'Aplicaciones con acceso',
    applicationsNone: 'Ninguna aplicación tiene acceso a su cuenta.',
    since: (date) => `desde el ${date}`,
    open: 'Abrir',
    openLabel: (client) => `Abrir ${client}`,
    remove: 'Quitar',
    removeLabel: (client) => `Quitar el acceso de ${client}`,
    sessions: 'Dónde tiene la sesión abierta',
    thisBrowser: 'Este navegador',
    browserOn: (browser, system) => `${browser} en ${system}`,
    unknownBrowser: 'Navegador desconocido',
    endSession: 'Cerrar sesión',
    endSessionLabel: (browser) => `Cerrar sesión en ${browser}`,
    password: 'Cambiar la contraseña',
    currentPassword: 'Contraseña actual',
    newPassword: 'Contraseña nueva',
    changePassword: 'Cambiar contraseña',
    currentPasswordProblems: {
      missing: 'Escriba su contraseña actual.',
      wrong: 'Esa no es su contraseña actual.',
      throttled: 'Ha habido demasiados intentos. Inténtelo de nuevo en unos minutos.',
      busy: 'El servidor está muy ocupado. Inténtelo de nuevo en un momento.',
    },
    signOut: 'Cerrar sesión',
  },

  errors: {
    unknown_client: {
      title: 'No conocemos esta aplicación',
      text: 'La aplicación que le ha enviado aquí no está registrada con nosotros.',
      help: 'Vuelva a ella e inténtelo de nuevo. Si no basta, avise a quienes la llevan.',
    },
    client_disabled: {
      title: 'Esta aplicación está desactivada',
      text: 'La administración ha desactivado el inicio de sesión en esta aplicación.',
      help: 'Si la necesita, diríjase a su administración.',
    },
    redirect_uri: {
      title: 'No podemos enviarle de vuelta allí',
      text: 'La aplicación pidió que le enviáramos a una dirección que no ha registrado. Por su seguridad, nos detenemos aquí.',
      help: 'Vuelva a la aplicación e inténtelo de nuevo. Si no basta, avise a quienes la llevan.',
    },
    invalid_request: {
      title: 'Hay algo mal en este enlace',
      text: 'La aplicación envió una petición que no podemos contestar.',
      help: 'Vuelva a la aplicación e inténtelo de nuevo. Si no basta, avise a quienes la llevan.',
    },
    expired: {
      title: 'Esta página ha caducado',
      text: 'Estuvo abierta demasiado tiempo, o ya se usó. No se ha perdido nada.',
      help: 'Vuelva a la aplicación y empiece de nuevo.',
    },
    cross_site: {
      title: 'No hemos aceptado este envío',
      text: 'El formulario venía de otro sitio. Por su seguridad, solo lo aceptamos de nuestras páginas.',
      help: 'Vuelva a la aplicación y empiece de nuevo.',
    },
    not_found: {
      title: 'Aquí no hay nada',
      text: 'La página que busca no existe.',
      help: 'Revise la dirección, o empiece desde su aplicación.',
    },
    too_many_requests: {
      title: 'Un poco más despacio, por favor',
      text: 'Han llegado demasiadas peticiones de su red en poco tiempo.',
      help: 'Espere un minuto e inténtelo de nuevo.',
    },
    temporarily_unavailable: {
      title: 'Volvemos enseguida',
      text: 'El servicio no puede contestar en este momento.',
      help: 'Inténtelo de nuevo en un minuto.',
    },
    server_error: {
      title: 'Algo ha fallado por nuestra parte',
      text: 'No es culpa suya, y en su cuenta no ha cambiado nada.',
      help: 'Inténtelo de nuevo. Si vuelve a pasar, avise a su administración.',
    },
  },
  errorDetails: {
    parameter: 'Parámetro con el fallo',
    reference: 'Referencia',
    referenceHelp: 'Si pide ayuda a la administración, dele esta referencia.',
  },

  posting: {
    title: 'Un momento',
    text: 'Le llevamos adelante.',
    withoutScript: 'Su navegador no ejecuta scripts aquí. Pulse el botón para continuar.',
    submit: 'Continuar',
  },

  welcome: {
    title: 'Bienvenida',
    heading: 'Un solo inicio de sesión para todas sus aplicaciones',
    text: (product) =>
      `${product} es el servicio al que sus aplicaciones preguntan quién es usted. Ellas nunca ven su contraseña.`,
    account: 'Su cuenta',
    accountLine: 'Quién tiene acceso, dónde tiene la sesión abierta, su contraseña.',
    docs: 'Para desarrolladores',
    docsLine: 'La API, con todos los puntos de acceso y sus ejemplos.',
    discovery: 'Documento de descubrimiento',
    discoveryLine: 'Lo que un cliente de OpenID Connect necesita saber.',
  },
};
