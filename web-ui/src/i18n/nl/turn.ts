import type { Catalogue } from '../i18n';

export const turn = {
  turn: {
    title: 'TURN-controle',
    hint: 'Werkt de STUN- of TURN-server echt? Gevraagd vanaf twee plaatsen: door de dienst van het lab en door deze browser.',
    form: 'Wat te controleren',
    formHint:
      'Het wachtwoord blijft in het geheugen van deze pagina en gaat alleen voor de controle naar de dienst van het lab.',
    urls: 'URL’s van servers',
    urlsHint: 'Eén per regel, bijvoorbeeld turn:turn.example.org:3478?transport=tcp.',
    labUrls: 'Die van het lab gebruiken',
    username: 'Gebruikersnaam',
    credential: 'Wachtwoord',
    labCredential:
      'Laat beide leeg om voor de eigen URL’s van het lab het eigen wachtwoord van het lab te gebruiken. Het geldt tot {{time}}.',
    noLabCredential: 'Nodig voor turn:- en turns:-URL’s.',
    more: 'Meer',
    peer: 'Adres van de peer',
    peerHint:
      'Voor wie de dienst toestemming vraagt; leeg: zijn eigen echopeer. De browser kan alleen zichzelf gebruiken.',
    bytes: 'Bytes voor de echo',
    bytesHint: 'Van 1.000 tot 1.000.000.',
    start: 'Controleren',
    again: 'Opnieuw controleren',
    cancel: 'Annuleren',
    empty: 'Nog niets: druk op Controleren.',
    emptyHint:
      'Elke URL doorloopt vier stappen: antwoordt de server, aanvaardt hij het wachtwoord, mag hij naar een peer doorgeven, en komen bytes terug.',
    running: '{{done}} van {{total}} gecontroleerd',
    cancelled: 'Geannuleerd. Wat toen al vaststond, blijft staan.',
    results: 'Uitslag',
    allPassed: 'Alles wat gevraagd werd, werkt, gezien vanaf beide plaatsen.',
    allPassedOne: 'Alles wat gevraagd werd, werkt, voor zover één waarnemer kon kijken.',
    somePassed: '{{passed}} van {{total}} controles doorstonden al hun stappen.',
    nonePassed: 'Geen enkele controle doorstond al haar stappen.',
    differ:
      'Dienst en browser zijn het oneens over {{url}}. Zij komen langs verschillende wegen en vragen voor verschillende peers: de eerste stap die verschilt, zegt welk van beide het is.',
    tookAt: 'Begonnen {{time}}, duurde {{took}}.',
    server: 'Dienst',
    browser: 'Browser',
    serverAt: 'Dienst: {{vantage}}',
    url: 'URL',
    transport: 'Transport',
    seenFrom: 'Gezien vanaf',
    asked: 'gevraagd als {{url}}',
    stage: {
      reachable: 'bereikbaar',
      credentials: 'wachtwoord',
      permission: 'toestemming',
      echo: 'echo',
    },
    stageAbout: {
      reachable: 'De server antwoordde.',
      credentials: 'Hij aanvaardde het wachtwoord en gaf een relay-adres.',
      permission: 'Hij mag naar een peer doorgeven.',
      echo: 'Bytes gingen door de relay naar een peer en kwamen terug.',
    },
    result: {
      waiting: 'wacht',
      active: 'bezig',
      passed: 'geslaagd',
      failed: 'mislukt',
      unknown: 'onbekend',
      'not-reached': 'niet bereikt',
      skipped: 'niet gevraagd',
      cancelled: 'geannuleerd',
    },
    code: 'code {{code}}',
    relayed: 'relay',
    mapped: 'gezien als',
    lifetime: 'geldig',
    toPeer: 'peer',
    rtt: 'rondreis',
    rttValue: '{{p50}}, p99 {{p99}}',
    loss: 'verloren',
    throughput: 'doorvoer',
    echoed: 'terug',
    findings: 'Bevindingen en wat te doen',
    noFindings: 'Geen bevinding.',
    next: 'Wat te doen',
    saysService: 'De dienst meldt',
    both: '{{url}}, gezien vanaf: {{from}}',
    copyMarkdown: 'Kopiëren als Markdown',
    copyText: 'Kopiëren als tekst',
    download: 'JSON downloaden',
    table: 'Controles, één regel per URL en waarnemer',
    unavailable: 'kon niet kijken',
    limits: 'Wat de tijden betekenen en wat een pagina niet kan zien',
    limitsList: {
      times:
        'In de tijden van de browser zitten zijn eigen stappen: hij vraagt servers in ronden van 50 ms. Vergelijk transporten met elkaar, niet met de dienst.',
      one: 'Een pagina hoort van het antwoord en van het relay-adres in één gebeurtenis; haar eerste stap heeft dus geen eigen tijd.',
      permission:
        'De browser controleert de weg van het ene relay-adres op de server naar een tweede: de toestemming wordt gevraagd voor het eigen relay-adres van de server.',
      refused:
        'Een geweigerde toestemming (403) geeft in een pagina geen eigen gebeurtenis: paren vallen weg, of controles blijven zonder antwoord.',
      limit: 'TURN-servers begrenzen de snelheid per sessie; de doorvoer hier kan die grens zijn.',
    },
    invalid: {
      none: 'Schrijf ten minste één URL.',
      tooMany: 'Te veel: hoogstens {{count}} URL’s tegelijk.',
      line: 'Regel {{line}}: {{why}}',
      invisible:
        'er staat een onzichtbaar teken ({{code}}) op plaats {{at}}, waarschijnlijk door kopiëren. Typ die plaats opnieuw.',
      space: 'er staat een spatie in. Een URL heeft er geen; schrijf één URL per regel.',
      noScheme: 'het schema ontbreekt. Begin met stun:, stuns:, turn: of turns:.',
      scheme: '{{scheme}}: is geen schema van STUN of TURN. Gebruik stun:, stuns:, turn: of turns:.',
      slashes: 'hier geen schuine strepen na {{scheme}}:.',
      userInUrl: 'een gebruikersnaam hoort niet in de URL. Gebruik het veld hieronder.',
      host: 'de host is niet leesbaar. Gebruik een naam, een IPv4-adres of een IPv6-adres tussen haken.',
      port: 'de poort moet tussen 1 en 65535 liggen.',
      stunQuery: 'een stun:-URL kent geen {{query}}; browsers weigeren dat.',
      query: '{{query}} wordt niet begrepen; alleen ?transport=udp of ?transport=tcp.',
      transport: 'het transport {{value}} bestaat niet; het is udp of tcp.',
      dtls: 'turns: over UDP zou DTLS zijn, dat browsers niet gebruiken. Laat het transport weg.',
      username: 'Een gebruikersnaam is nodig voor turn:- en turns:-URL’s die niet van het lab zijn.',
      credential: 'Bij de gebruikersnaam is een wachtwoord nodig.',
      bytes: 'Een geheel getal van 1.000 tot 1.000.000.',
      peer: 'Een IPv4- of IPv6-adres, desgewenst met poort.',
    },
  },
  turnProblem: {
    'not-offered': {
      title: 'De dienst biedt geen controles aan.',
      next: 'De NAT-meting van dit lab is ouder dan deze pagina, of ontbreekt. Wat de browser ziet, staat hieronder.',
    },
    unreachable: {
      title: 'De dienst antwoordt niet.',
      next: 'Start nat-probe-service en bekijk het log ervan. Wat de browser ziet, staat hieronder.',
    },
    interrupted: {
      title: 'De dienst hield midden in de controle op met antwoorden.',
      next: 'Wat hij toen had vastgesteld, blijft staan. Controleer opnieuw en bekijk zijn log.',
    },
    'target-not-allowed': {
      title: 'De dienst controleert alleen servers van dit lab.',
      next: 'Wie het lab beheert, kan andere toestaan met nat-probe.turn-check.allow-other-targets=true; de grens voorkomt dat iemand met het lab in netwerken rondkijkt. Wat de browser ziet, hangt er niet van af.',
    },
    'turn-check-no-credential': {
      title: 'De dienst heeft geen wachtwoord voor de server van het lab.',
      next: 'Vul gebruikersnaam en wachtwoord in.',
    },
    'ice-url-refused': {
      title: 'De dienst neemt een van de URL’s niet aan.',
      next: 'Verbeter die, of kijk wat de browser ervan zegt.',
    },
    'rate-limited': {
      title: 'De dienst kreeg te veel controles in korte tijd.',
      next: 'Wacht even en controleer opnieuw.',
    },
    other: {
      title: 'De dienst weigerde de controle.',
      next: 'Zijn eigen woorden staan ernaast.',
    },
  },
  turnFinding: {
    'turn-ok': { text: 'Alle vier stappen zijn geslaagd.', next: 'Niets te doen.' },
    'stun-ok': {
      text: 'De server antwoordde en ziet deze waarnemer als {{mapped}}.',
      next: 'Niets te doen.',
    },
    'turn-unreachable-timeout': {
      text: 'De server antwoordde niet.',
      next: 'Controleer adres en poort, of de server draait, en of een firewall dit transport tegenhoudt. Antwoordt een ander transport wel, dan is het de firewall.',
    },
    'turn-unreachable-refused': {
      text: 'De machine antwoordt, maar op deze poort luistert niets.',
      next: 'Start de TURN-server of verbeter de poort.',
    },
    'turn-unreachable-unresolved': {
      text: 'De hostnaam is vanaf hier niet te vinden.',
      next: 'Verbeter de naam, of de DNS die deze waarnemer gebruikt.',
    },
    'turn-tls-name-mismatch': {
      text: 'Het TLS-certificaat is voor een andere naam.',
      next: 'Gebruik in de URL de naam van het certificaat, of een certificaat voor deze naam.',
    },
    'turn-tls-untrusted': {
      text: 'Het TLS-certificaat komt van een instantie die deze waarnemer niet vertrouwt.',
      next: 'Gebruik een certificaat van een bekende instantie met de volledige keten. Browsers maken voor TURN geen uitzonderingen.',
    },
    'turn-tls-failed': {
      text: 'De TLS-handdruk mislukte.',
      next: 'Controleer of op deze poort TLS gesproken wordt en welke versies de server toestaat.',
    },
    'turn-tls-expired': {
      text: 'Het TLS-certificaat is nu niet geldig.',
      next: 'Vernieuw het en controleer de klok van de server.',
    },
    'turn-credential-expired': {
      text: 'Het wachtwoord verliep {{expiredAgoSeconds}} s geleden, om {{expiredAt}}.',
      next: 'Vraag een nieuw. Is het nieuw, vergelijk dan de klok van de TURN-server met die van wie de wachtwoorden maakt.',
    },
    'turn-credential-wrong': {
      text: 'De server aanvaardt gebruikersnaam en wachtwoord niet.',
      next: 'Vergelijk het gedeelde geheim en de realm aan beide kanten, en zoek naar een meegekopieerde spatie.',
    },
    'turn-credential-missing': {
      text: 'De server vraagt een wachtwoord en er is geen gegeven.',
      next: 'Vul gebruikersnaam en wachtwoord in.',
    },
    'turn-realm-missing': {
      text: 'De server vraagt een wachtwoord, maar noemt geen realm of nonce.',
      next: 'Stel de realm van de TURN-server in (coturn: realm=).',
    },
    'turn-quota-reached': {
      text: 'De server weigert deze gebruiker meer relay-adressen (486).',
      next: 'Wacht tot oude aflopen, of verhoog het quotum (coturn: user-quota, total-quota).',
    },
    'turn-no-capacity': {
      text: 'De server heeft geen relay-adres of -poort meer over (508).',
      next: 'Vergroot het bereik van relaypoorten (coturn: min-port, max-port).',
    },
    'turn-transport-unsupported': {
      text: 'De server geeft niet door over het gevraagde transport (442).',
      next: 'Sta doorgeven over UDP toe op de server.',
    },
    'turn-permission-denied': {
      text: 'De server aanvaardde het wachtwoord, maar weigert naar deze peer door te geven (403).',
      next: 'Sta het adres van de peer toe op de server (coturn: allowed-peer-ip, denied-peer-ip). Tot dan lijkt alles gezond en mislukken gesprekken.',
    },
    'turn-relay-ports-closed': {
      text: 'Het relay-adres is gegeven, maar pakketten naar de relaypoort komen niet aan.',
      next: 'Open het UDP-bereik van relaypoorten in de firewall en controleer het externe adres van de server (coturn: external-ip).',
    },
    'turn-echo-lossy': {
      text: '{{lossPercent}} % van wat verstuurd werd, kwam niet terug.',
      next: 'Controleer opnieuw om te zien of het blijft; bekijk dan de snelheidsgrens van de server (coturn: max-bps) en de weg erheen.',
    },
    'turn-echo-silent': {
      text: 'De toestemming is er, maar er kwam geen byte terug.',
      next: 'Controleer de relaypoorten in de firewall, het externe adres van de server, en of de peer vanaf de server bereikbaar is.',
    },
    'turn-answer-other': {
      text: 'De server antwoordde met code {{code}}.',
      next: 'Zoek de code op in RFC 8656 §18 en in het log van de server.',
    },
    'turn-stale-nonce-loop': {
      text: 'De server noemt elke nonce verlopen (438).',
      next: 'Controleer zijn klok en zijn instelling voor nonces (coturn: stale-nonce); achter een load balancer: dat alle pakketten dezelfde server bereiken.',
    },
    'turn-alternate-server': {
      text: 'De server verwijst naar een andere (300). Die verwijzing wordt niet gevolgd.',
      next: 'Controleer de andere server met zijn eigen URL.',
    },
    'turn-address-unmapped': {
      text: 'Het antwoord bevat geen XOR-MAPPED-ADDRESS.',
      next: 'Gebruik een server die RFC 8489 volgt; van deze kan niemand zijn eigen adres leren.',
    },
    'browser-refused': {
      text: 'De browser neemt deze URL niet aan: {{text}}',
      next: 'Verbeter de URL zoals de browser zegt.',
    },
    'browser-no-tcp': {
      text: 'De browser kon geen TCP-verbinding met poort {{port}} maken.',
      next: 'Hij zegt niet of er niemand luistert of een firewall ertussen zit: vergelijk met wat de dienst ziet.',
    },
    'browser-no-tls': {
      text: 'De browser kon geen TLS-verbinding met poort {{port}} maken.',
      next: 'Hij zegt niet of er niemand luistert, een firewall ertussen zit, of hij het certificaat niet vertrouwt: vergelijk met wat de dienst ziet.',
    },
    'browser-no-answer': {
      text: 'De browser kreeg geen antwoord: code {{code}}, {{text}}',
      next: 'Controleer adres, poort en firewall, en vergelijk met wat de dienst ziet.',
    },
    'browser-not-asked': {
      text: 'De browser vond geen kandidaat en meldt geen fout.',
      next: 'Waarschijnlijk heeft hij geen adres van de familie van de server, of verbieden zijn instellingen dit transport.',
    },
    'browser-second-allocation': {
      text: 'Het eerste relay-adres werd gegeven, het tweede niet. De browser heeft er twee nodig: één voor elk einde.',
      next: 'Ook gesprekken tussen twee doorgegeven einden hebben er twee nodig. Zie de andere bevinding, of controleer opnieuw.',
    },
    'browser-permission-unseen': {
      text: 'Geen antwoord op {{sent}} controles tussen de twee relay-adressen. De pagina kan niet zien waarom.',
      next: 'Een geweigerde toestemming (403) ziet er zo uit, dichte relaypoorten ook: vergelijk met wat de dienst ziet en met het log van de server.',
    },
    'browser-pairs-dropped': {
      text: 'De browser liet het paar van de twee relay-adressen vallen zonder controle. Chromium doet dat als de server de toestemming weigert (403); de pagina krijgt geen code.',
      next: 'Sta het adres van de peer toe op de server (coturn: allowed-peer-ip, denied-peer-ip), hier zijn eigen relay-adres, en vergelijk met wat de dienst ziet.',
    },
    'browser-no-checks': {
      text: 'De browser verstuurde geen controle tussen de twee relay-adressen.',
      next: 'Controleer opnieuw; blijft het zo, dan staat er meer in het log van de browser (chrome://webrtc-internals).',
    },
    'browser-checks-unfinished': {
      text: '{{answered}} van {{sent}} controles werden beantwoord, toch was geen paar op tijd verbonden.',
      next: 'Pakketten gaan verloren of komen erg laat: controleer opnieuw en bekijk de weg erheen.',
    },
    'browser-channel-silent': {
      text: 'De controles werden beantwoord, maar het datakanaal ging niet open.',
      next: 'Kleine pakketten komen door en grotere (de DTLS-handdruk) niet: bekijk de MTU en de snelheidsgrens van de server.',
    },
    'browser-echo-cut-off': {
      text: 'De tijd was om met {{echoed}} van {{sent}} bytes terug.',
      next: 'De weg is trager dan 1 Mbit/s, of brak af: controleer opnieuw met minder bytes.',
    },
    'browser-same-address': {
      text: 'De server antwoordde met het eigen adres van de browser: geen vertaling ertussen (afgeleid).',
      next: 'Niets te doen.',
    },
    'browser-no-mapped-address': {
      text: 'Geen fout en geen adres. Of de server ziet het eigen, verborgen adres van de browser, of hij heeft geen adres van een familie die de browser kon vragen.',
      next: 'Wat de dienst ziet, beslist of de server antwoordt.',
    },
    'browser-stuns-unsupported': {
      text: 'Browsers kennen geen STUN over TLS; zij vragen zo’n URL over gewoon UDP. Dit is dus aan de dienst.',
      next: 'Gebruik voor browsers stun:.',
    },
    'loopback-differs': {
      text: '{{host}} betekent de machine van wie vraagt: voor de dienst is dat niet de machine van deze browser.',
      next: 'Gebruik een adres dat voor beide hetzelfde betekent.',
    },
  },
} satisfies Pick<Catalogue, 'turn' | 'turnProblem' | 'turnFinding'>;
