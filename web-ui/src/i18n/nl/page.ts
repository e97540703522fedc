import type { Catalogue } from '../i18n';

/** Teksten van het kader van de pagina, de keuzes, het beeld en de toestand van het lab. */
export const page = {
  app: {
    name: 'WebRTC Lab',
    tagline: 'Wat er op elke stap echt gebeurde, en waarom',
    skip: 'Naar de inhoud',
    pages: 'Pagina’s',
    callRuns: 'Er loopt een gesprek',
    callConnects: 'Een gesprek wordt verbonden',
  },
  pages: {
    call: { title: 'Gesprek' },
    networks: { title: 'Netwerken' },
    room: { title: 'Kamer' },
    session: { title: 'Sessieverslag' },
    sessions: { title: 'Sessies' },
    turn: { title: 'TURN-controle' },
    noSuchPage: { title: 'Deze pagina bestaat niet' },
  },
  noSuchPage: {
    why: 'Het adres leidt naar geen pagina van dit lab. Misschien is het verkeerd getypt of hoort het bij een andere versie.',
    home: 'Naar de gesprekspagina',
  },
  theme: { label: 'Kleuren', auto: 'Zoals het systeem', light: 'Licht', dark: 'Donker' },
  language: { label: 'Taal', en: 'English', nl: 'Nederlands' },
  choices: {
    label: 'Hoe bellen',
    peer: 'Mediapeer',
    peerAuto: 'Elke vrije',
    source: 'Beeld',
    policy: 'ICE-beleid',
    policyAll: 'Alle paden',
    policyRelay: 'Alleen relay',
    signaling: 'Signalering',
    signalingWebsocket: 'WebSocket, trickle',
    signalingHttp: 'HTTP, zonder trickle',
    nextCall: 'Geldt vanaf het volgende gesprek.',
    sourcePattern: 'Kleurbalken',
    sourceTone: 'Kleurbalken met toon',
    sourceFile: 'Bestand: {{name}}',
    sourceCamera: 'Camera: {{name}}',
  },
  camera: {
    label: 'Mijn camera meesturen',
    optional: 'niet nodig',
    asking: 'De browser vraagt om uw toestemming. Het gesprek werkt ook zonder.',
    on: 'Uw camera staat aan. Het beeld gaat bij het volgende gesprek naar de peer en wordt niet bewaard.',
    sending: 'Uw camerabeeld gaat naar de peer. Het wordt niet bewaard.',
    refused:
      'De browser stond de camera niet toe. Het gesprek gaat door zonder. Om hem toe te staan: gebruik het camerasymbool in de adresbalk en vink dit opnieuw aan.',
    noneFound:
      'Er is geen camera gevonden. Het gesprek gaat door zonder. Sluit er een aan en vink dit opnieuw aan.',
    busy: 'De camera is in gebruik door een ander programma. Het gesprek gaat door zonder. Sluit dat programma en vink dit opnieuw aan.',
    insecure:
      'Browsers geven de camera alleen aan pagina’s die via HTTPS of op localhost geopend zijn. Het gesprek gaat door zonder. Open het lab op localhost om de camera te gebruiken.',
    preview: 'Uw camera',
  },
  stage: {
    label: 'Gesprek',
    video: 'Beeld van de mediapeer',
    start: 'Start',
    again: 'Opnieuw starten',
    stop: 'Stop',
    soundOn: 'Geluid aanzetten',
    soundOff: 'Geluid uitzetten',
    fullscreen: 'Volledig scherm',
    idle: 'Nog niets: druk op Start',
    idleHint:
      'De Java-mediapeer stuurt een bewegend beeld; alles hieronder wordt gemeten terwijl de verbinding ontstaat.',
    connecting: 'Verbinden',
    recalling: 'Opnieuw bellen',
    ended: 'Het gesprek is beëindigd',
    failed: 'Geen beeld',
    noFrames: 'Al {{seconds}} s geen nieuw beeld',
    connection: 'Verbinding',
    ice: 'ICE',
    none: 'nog geen gesprek',
    toFirstFrame: 'Eerste beeld na',
    recalled_one: 'Eén keer uit zichzelf opnieuw gebeld.',
    recalled_other: '{{count}} keer uit zichzelf opnieuw gebeld.',
    gap: 'Het beeld was {{seconds}} s weg.',
  },
  state: {
    new: 'Er is nog niets geprobeerd.',
    connecting: 'ICE of DTLS is nog bezig.',
    connected: 'ICE vond een pad en DTLS beveiligt het.',
    disconnected: 'Controles worden nu niet beantwoord; dat kan terugkomen.',
    failed: 'Geen enkel paar werkt; er is een nieuwe poging nodig.',
    closed: 'De verbinding is gesloten.',
    checking: 'Kandidaatparen worden gecontroleerd.',
    completed: 'Alle paren zijn gecontroleerd, het beste is in gebruik.',
    none: 'De verbinding ontstaat als u op Start drukt.',
  },
  lab: {
    label: 'Toestand van het lab',
    allUp: 'Elk onderdeel van het lab antwoordt',
    missing_one: '{{count}} onderdeel van het lab ontbreekt',
    missing_other: '{{count}} onderdelen van het lab ontbreken',
    asking: 'De onderdelen van het lab worden gevraagd',
    signaling: 'Signalering',
    mediaPeers: 'Mediapeer',
    turn: 'TURN',
    natProbe: 'NAT-meting',
    up: 'werkt',
    down: 'werkt niet',
    absent: 'niet hier',
    notKnown: 'onbekend',
    connected: 'verbonden',
    connecting: 'verbinden',
    reconnecting: 'opnieuw verbinden',
    resting: 'in rust',
    ready_one: '{{count}} gereed',
    ready_other: '{{count}} gereed',
    said: 'De dienst meldt',
    next: 'Wat te doen',
    signalingDown:
      'De signaleringsdienst antwoordt niet. Nieuwe gesprekken zijn niet mogelijk; een beeld dat er is, blijft.',
    signalingDownNext:
      'Hier is niets te doen: de pagina verbindt zelf opnieuw. Duurt het lang, bekijk dan het log van signaling-service.',
    mediaPeersDown:
      'Er is geen mediapeer verbonden met de signaleringsdienst, dus er is niemand om te bellen.',
    mediaPeersDownNext: 'Start media-peer-service, of wacht even als die net herstart.',
    turnDown: 'De TURN-server antwoordt niet. Directe paden werken nog; “alleen relay” niet.',
    turnDownNext: 'Start coturn opnieuw en bekijk het log ervan.',
    turnAbsent: 'Dit lab heeft geen TURN-server. Directe paden werken; “alleen relay” niet.',
    turnAbsentNext: 'Installeer coturn, of start het lab met Docker, dat brengt hem mee.',
    natProbeDown:
      'De NAT-meting antwoordt niet. Gesprekken werken gewoon; het NAT-rapport van de peer ontbreekt.',
    natProbeDownNext: 'Start nat-probe-service en bekijk het log ervan.',
  },
  common: {
    copy: 'Kopiëren',
    copied: 'Gekopieerd',
    measured: 'gemeten',
    derived: 'afgeleid',
    notObservable: 'niet waarneembaar',
    unknown: 'onbekend',
    yes: 'ja',
    no: 'nee',
    since: 'sinds Start',
  },
} satisfies Pick<
  Catalogue,
  | 'app'
  | 'pages'
  | 'noSuchPage'
  | 'theme'
  | 'language'
  | 'choices'
  | 'camera'
  | 'stage'
  | 'state'
  | 'lab'
  | 'common'
>;
