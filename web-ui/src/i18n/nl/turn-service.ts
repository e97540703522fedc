import type { Catalogue } from '../i18n';

export const turnService = {
  turnService: {
    'turn-ok': {
      text: 'De server geeft door: {{bytes}} bytes kwamen terug door {{relayed}}.',
      next: 'Niets te doen.',
    },
    'stun-ok': {
      text: 'De server beantwoordt STUN.',
      next: 'Niets te doen; meer heeft een stun:-URL niet te tonen.',
    },
    'turn-unreachable-timeout': {
      text: '{{server}} antwoordde niet over {{transport}} binnen {{waitedMs}} ms.',
      next: 'Controleer of de server draait en of firewalls {{transport}} naar poort {{port}} doorlaten en zijn antwoorden terug: ss -lntup | grep :{{port}} op de server; listening-port, tls-listening-port en listening-ip in turnserver.conf.',
    },
    'turn-unreachable-refused': {
      text: '{{server}} weigert {{transport}}: daar luistert niets.',
      next: 'Start de server of verbeter de poort: listening-port (3478) voor udp en tcp, tls-listening-port (5349) voor tls; no-udp, no-tcp en no-tls in turnserver.conf zetten een transport uit.',
    },
    'turn-unreachable-no-route': {
      text: 'Er is geen route naar {{server}}: {{detail}}.',
      next: 'Controleer het adres, en of deze machine die adresfamilie heeft: ip route get {{address}}.',
    },
    'turn-unreachable-unresolved': {
      text: 'De naam {{host}} is niet te vinden.',
      next: 'Verbeter de naam of zijn DNS-record: dig +short {{host}} A {{host}} AAAA.',
    },
    'turn-connection-closed': {
      text: '{{server}} sloot de {{transport}}-verbinding zonder STUN-antwoord.',
      next: 'Controleer wat op poort {{port}} luistert: misschien staat een proxy of webserver voor de TURN-server, of wordt TLS verwacht waar de URL turn: zegt in plaats van turns:.',
    },
    'turn-tls-name-mismatch': {
      text: 'Het certificaat van {{server}} is voor {{names}}, niet voor {{host}}.',
      next: 'Gebruik in de URL een naam van het certificaat, of een certificaat waarvan subjectAltName {{host}} bevat (voor een adres: IP:{{host}}) en stel cert= en pkey= in turnserver.conf in.',
    },
    'turn-tls-untrusted': {
      text: 'Het certificaat van {{server}} wordt niet vertrouwd: het is uitgegeven door {{issuer}}.',
      next: 'Stel cert= in turnserver.conf in op de volledige keten (eerst het eigen certificaat, dan de tussenliggende) van een openbare instantie; browsers gebruiken turns: niet met een zelfondertekend certificaat. Noem voor een eigen certificaat de instantie: --ca-file.',
    },
    'turn-tls-expired': {
      text: 'Het certificaat van {{server}} liep af op {{endedAt}}, {{endedAgo}} geleden.',
      next: 'Vernieuw het en laat coturn het opnieuw lezen: kill -USR2 $(pidof turnserver).',
    },
    'turn-tls-failed': {
      text: 'TLS met {{server}} mislukte: {{detail}}.',
      next: 'Bekijk het nader met: openssl s_client -connect {{server}}. Controleer cert= en pkey= in turnserver.conf, of de gebruiker ervan beide bestanden mag lezen, en of poort {{port}} de tls-listening-port is.',
    },
    'turn-credential-missing': {
      text: 'De server wil een gebruikersnaam en een wachtwoord, en er zijn er geen gegeven.',
      next: 'Geef beide; in een pagina horen zij in RTCIceServer.username en RTCIceServer.credential.',
    },
    'turn-credential-expired': {
      text: 'Het wachtwoord verliep {{expiredAgoSeconds}} s geleden, om {{expiredAt}}.',
      next: 'Vraag voor elk gesprek of elke ICE-herstart een nieuw en stel het in met setConfiguration. Was het vers, vergelijk dan de klokken: date -u op de server en waar wachtwoorden gemaakt worden.',
    },
    'turn-credential-wrong': {
      text: 'De server weigert het wachtwoord ({{code}}): gebruikersnaam of wachtwoord is fout.',
      next: 'Vergelijk het geheim: static-auth-secret in turnserver.conf moet datgene zijn waarmee de wachtwoorden ondertekend worden, met use-auth-secret aan; vergelijk voor vaste gebruikers user=naam:wachtwoord en realm ({{realm}}). Eén server per poort: twee turnservers op één poort antwoorden willekeurig.',
    },
    'turn-realm-missing': {
      text: 'De server vraagt een wachtwoord zonder een realm en nonce te noemen.',
      next: 'Stel realm=example.org en lt-cred-mech of use-auth-secret in turnserver.conf in; zonder deze kan niemand een sleutel berekenen.',
    },
    'turn-stale-nonce-loop': {
      text: 'De server noemt elke nonce verlopen, ook die hij net gaf.',
      next: 'Stel stale-nonce=600 in turnserver.conf in (met het is-gelijkteken), en zorg dat een load balancer een client steeds naar dezelfde server stuurt.',
    },
    'turn-quota-reached': {
      text: 'Het quotum aan relay-adressen is bereikt (486).',
      next: 'Verhoog user-quota of total-quota in turnserver.conf, of verlaag max-bps waar bps-capacity is ingesteld; relay-adressen die niet worden vrijgegeven, tellen tot hun looptijd om is.',
    },
    'turn-no-capacity': {
      text: 'De server heeft geen ruimte meer (508).',
      next: 'Vergroot het bereik van min-port tot max-port in turnserver.conf en zoek naar relay-adressen die nooit worden vrijgegeven.',
    },
    'turn-transport-unsupported': {
      text: 'De server geeft geen UDP door (442).',
      next: 'Verwijder no-udp-relay uit turnserver.conf: WebRTC heeft doorgegeven UDP nodig, welk transport de client zelf ook gebruikt.',
    },
    'turn-alternate-server': {
      text: 'De server stuurt clients naar een andere (300), {{alternate}}; deze controle volgt dat niet.',
      next: 'Controleer die server zelf: turn:{{alternate}}. Verwijder alternate-server uit turnserver.conf als het niet de bedoeling is.',
    },
    'turn-request-unanswered': {
      text: 'De server antwoordde eerder wel, maar niet op het verzoek {{request}} ({{waitedMs}} ms).',
      next: 'Bekijk het log van de server voor dit tijdstip; iets onderweg laat misschien grotere berichten vallen.',
    },
    'turn-answer-other': {
      text: 'De server beantwoordde het verzoek {{request}} met {{code}} {{reason}}.',
      next: 'Bekijk het log van de server voor dit tijdstip: journalctl -u coturn, of docker logs.',
    },
    'turn-address-unmapped': {
      text: 'De server zei niet welk adres hij ziet (XOR-MAPPED-ADDRESS ontbreekt).',
      next: 'Vervang de server door een die RFC 8489 volgt; van deze leert niemand zijn gespiegelde adres.',
    },
    'turn-relayed-address-private': {
      text: 'De server geeft door vanaf {{relayed}}, en dat is geen openbaar adres.',
      next: 'Stel external-ip=OPENBAAR/EIGEN in turnserver.conf in: peers elders kunnen dit adres niet bereiken.',
    },
    'turn-permission-denied': {
      text: 'De server mag niet doorgeven naar {{peer}} (403).',
      next: 'Stel allowed-peer-ip={{address}} in turnserver.conf in, of verwijder het denied-peer-ip-bereik waar het in valt; een toegestaan adres gaat voor een geweigerd bereik.',
    },
    'turn-echo-not-permitted': {
      text: 'De toestemming voor {{peer}} is er, maar niet voor {{echo}} van deze meting zelf; er zijn dus geen bytes teruggestuurd.',
      next: 'Om de relay gegevens te zien dragen: stel tijdens de controle allowed-peer-ip={{address}} in turnserver.conf in.',
    },
    'turn-relay-ports-closed': {
      text: 'Tussen de relaypoort {{relayed}} en de peer {{peer}} komt niets door.',
      next: 'Open min-port tot max-port (49152-65535 tenzij ingesteld) voor UDP in de firewall van de server, publiceer ze in Docker of gebruik het netwerk van de host, en stel achter een NAT external-ip=OPENBAAR/EIGEN in.',
    },
    'turn-echo-silent': {
      text: 'De peer bereikt de client door {{relayed}}, maar wat de client stuurt, komt niet terug.',
      next: 'Laat de server UDP versturen vanaf zijn relaypoorten: controleer zijn uitgaande firewallregels, relay-ip, en max-bps in turnserver.conf.',
    },
    'turn-echo-lossy': {
      text: '{{lossPercent}} % van de bytes ging verloren tussen client, relay en peer.',
      next: 'Vergelijk max-bps in turnserver.conf met wat verstuurd werd, en zoek dan verlies op elk deel van de weg: mtr -u {{address}}.',
    },
  },
} satisfies Pick<Catalogue, 'turnService'>;
