import type { Catalogue } from '../i18n';

export const turnFindings = {
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
} satisfies Pick<Catalogue, 'turnFinding'>;
