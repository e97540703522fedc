import type { Catalogue } from '../i18n';

/** Zinnen van de NAT-meting, naar haar codes (docs/nat.md). */
export const natCodes = {
  natFinding: {
    'no-nat': 'De server ziet het eigen adres {{local}} van deze socket: er ligt geen NAT tussen.',
    'nat-present': 'De server ziet {{mapped}} waar de lokale socket {{local}} is: er ligt een NAT tussen.',
    'mapped-address-private':
      'De server zag het privéadres {{mapped}}: verdere NAT’s tussen de server en het internet zijn niet gemeten.',
    'gloss-open-internet': 'RFC 3489 noemde dit “open internet”.',
    'gloss-firewall': 'RFC 3489 noemde dit “symmetric UDP firewall”: geen NAT, wel een filter.',
    'gloss-full-cone': 'RFC 3489 noemde dit “full cone”.',
    'gloss-restricted-cone': 'RFC 3489 noemde dit “restricted cone”.',
    'gloss-port-restricted-cone': 'RFC 3489 noemde dit “port restricted cone”.',
    'gloss-symmetric': 'RFC 3489 noemde dit “symmetric”.',
    'udp-blocked': 'UDP komt niet door: een gesprek vanaf hier heeft TURN over TCP of TLS nodig.',
    'tcp-blocked': 'TCP naar de poort van de server komt niet door, UDP wel.',
    'server-unreachable': '{{server}} antwoordde niet: over dit netwerk is niets te zeggen.',
    'ports-preserved': 'De NAT behield het poortnummer van elke socket.',
    'ports-changed': 'De NAT veranderde poortnummers.',
    'mapped-address-pool': 'Meerdere sockets verschenen met verschillende buitenadressen: {{addresses}}.',
    'server-behind-nat':
      '{{server}} denkt te antwoorden vanaf {{origin}}: de server staat zelf achter een NAT.',
    'server-lies-about-origin': 'Een antwoord kwam van {{from}} maar zegt van {{origin}} te komen.',
    'other-address-not-different': 'De server noemt {{other}} als zijn andere adres, en dat is geen ander.',
    'change-request-ignored': 'De server negeert CHANGE-REQUEST: hij antwoordde vanaf {{from}}.',
    'filtering-confirmed': 'Controle geslaagd: de server antwoordt wel vanaf zijn andere adres.',
    'filtering-not-controlled':
      'De filtering volgt uit stilte; bij deze afbeelding is niet te tonen dat de server vanaf zijn andere adres antwoordt.',
    'repeated-sends':
      '{{count}} van {{answered}} antwoorden kwamen pas na herhaling: op dit pad gaan pakketten verloren of komen ze laat.',
  },
  natUnknown: {
    'server-unreachable': '{{server}} antwoordde niet over UDP en niet over TCP.',
    'udp-blocked': 'er kwam geen UDP-pakket terug van {{server}}, over TCP wel antwoord.',
    'server-refused': '{{server}} weigerde het Binding-verzoek met fout {{code}}.',
    'mapped-address-missing': 'het antwoord van {{server}} bevat geen buitenadres.',
    'answer-from-elsewhere': 'het verzoek ging naar {{server}}, maar het antwoord kwam van {{from}}.',
    'other-address-missing': '{{server}} noemt geen OTHER-ADDRESS.',
    'other-address-not-different':
      '{{server}} noemt {{other}} als OTHER-ADDRESS, dat in adres en poort moet verschillen.',
    'other-address-silent': '{{server}} noemt {{other}} als OTHER-ADDRESS, maar daar antwoordde niets.',
    'answers-missing': 'te weinig van de vier combinaties van adres en poort van de server antwoordden.',
    'change-request-ignored':
      'gevraagd om vanaf een ander adres te antwoorden, antwoordde de server vanaf {{from}}.',
    'change-request-refused': 'de server weigerde CHANGE-REQUEST met fout {{code}}.',
    'change-request-unproven':
      'stilte bewijst hier niets: de server antwoordde vanaf zijn andere adres zelfs niet aan een socket die net met dat adres had gesproken.',
    'samples-lost': 'alle pakketten van één testsocket gingen verloren.',
    'no-nat': 'er is geen NAT die een poort kan behouden of veranderen.',
    'connection-refused':
      '{{server}} weigerde de TCP-verbinding; de server luistert daar misschien niet, of een firewall weigert namens hem.',
    'connected-without-answer':
      'de TCP-verbinding met {{server}} stond, maar er kwam geen STUN-antwoord over.',
    'tls-not-configured': 'er is geen server voor STUN over TLS ingesteld.',
    'lifetime-not-measured': 'hoe lang een mapping leeft is niet gemeten: dat duurt minuten.',
    'lifetime-running': 'hoe lang een mapping leeft wordt nu gemeten.',
    'no-mapping': 'er is geen NAT, dus ook geen mapping die kan aflopen.',
    'mapping-unanswered':
      'geen antwoord van {{server}} over UDP maakte een mapping waarvan het einde kon worden afgewacht.',
    'response-port-unproven':
      'stilte bewijst hier niets: wat {{server}} naar een andere poort moest sturen (RESPONSE-PORT), kwam zelfs bij een verse socket niet aan.',
    'no-route': 'deze netwerkplek heeft geen route naar {{server}}.',
    'name-unresolved': 'de naam {{host}} heeft geen adres van deze familie.',
    'family-not-configured': 'er is geen STUN-server van deze adresfamilie ingesteld.',
    'transport-failed': 'het besturingssysteem weigerde te versturen: {{detail}}.',
  },
  natDecides: {
    'server-unreachable':
      'Start de STUN-server, of noem een andere in nat-probe.stun-server, en meet opnieuw.',
    'udp-blocked': 'Uitsluitsel geeft: een meting vanaf een netwerkplek die UDP doorlaat.',
    'server-refused':
      'Uitsluitsel geeft: een STUN-server die Binding-verzoeken zonder inloggegevens beantwoordt.',
    'mapped-address-missing': 'Uitsluitsel geeft: een STUN-server die XOR-MAPPED-ADDRESS stuurt.',
    'answer-from-elsewhere':
      'Uitsluitsel geeft: een STUN-server die gevraagd wordt op het adres waarvan hij antwoordt.',
    'other-address-missing':
      'Uitsluitsel geeft: een STUN-server met RFC 5780 aan en twee adressen van deze familie (coturn: rfc5780 en twee keer listening-ip).',
    'other-address-not-different':
      'Uitsluitsel geeft: een STUN-server waarvan OTHER-ADDRESS een tweede eigen adres is.',
    'other-address-silent':
      'Uitsluitsel geeft: een pad naar {{other}}, of een STUN-server waarvan het tweede adres vanaf hier bereikbaar is.',
    'answers-missing':
      'Meet opnieuw; blijft het zo, dan is een pad naar beide poorten van beide adressen nodig.',
    'change-request-ignored': 'Uitsluitsel geeft: een STUN-server die CHANGE-REQUEST volgt (RFC 5780).',
    'change-request-refused': 'Uitsluitsel geeft: een STUN-server die CHANGE-REQUEST volgt (RFC 5780).',
    'change-request-unproven': 'Uitsluitsel geeft: een STUN-server die CHANGE-REQUEST volgt (RFC 5780).',
    'samples-lost': 'Meet opnieuw.',
    'no-nat': 'Uitsluitsel geeft: een meting van achter een NAT.',
    'connection-refused': 'Uitsluitsel geeft: dezelfde verbinding vanaf de machine van de server.',
    'connected-without-answer': 'Uitsluitsel geeft: hetzelfde verzoek vanaf de machine van de server.',
    'tls-not-configured': "Uitsluitsel geeft: zo'n server in nat-probe.tls-server.",
    'lifetime-not-measured': 'Uitsluitsel geeft: POST /api/nat/lifetime-probes bij de NAT-meting.',
    'lifetime-running':
      'Uitsluitsel geeft: het einde van de meting; GET /api/nat/lifetime heeft de grenzen tot nu toe.',
    'no-mapping': 'Uitsluitsel geeft: een meting van achter een NAT.',
    'mapping-unanswered':
      'Uitsluitsel geeft: een meting terwijl {{server}} antwoordt, vanaf een plek in het netwerk die UDP doorlaat.',
    'response-port-unproven':
      'Uitsluitsel geeft: een STUN-server die RESPONSE-PORT opvolgt (RFC 5780), en een NAT die alle sockets één buitenadres geeft.',
    'no-route': 'Uitsluitsel geeft: een adres van deze familie en een route.',
    'name-unresolved': 'Gebruik een naam of adres dat daar op te zoeken is.',
    'family-not-configured': 'Noem een STUN-server van deze familie in nat-probe.stun-server-ipv6.',
    'transport-failed': 'Het log van de NAT-meting heeft de oorzaak.',
  },
  natQuestion: {
    'mapping-primary': 'afbeelding, eerste adres en poort',
    'mapping-other-port': 'afbeelding, andere poort',
    'mapping-other-address': 'afbeelding, ander adres',
    'mapping-other-address-and-port': 'afbeelding, ander adres en andere poort',
    'filtering-address-base': 'filtering op adres, opening',
    'filtering-address': 'filtering op adres, antwoord van elders',
    'filtering-port-base': 'filtering op poort, opening',
    'filtering-port': 'filtering op poort, antwoord van een andere poort',
    'control-address': 'controle: antwoordt het andere adres',
    'control-port': 'controle: antwoordt de andere poort',
    tcp: 'TCP bereikbaar',
  },
  natOutcome: { answered: 'beantwoord', refused: 'geweigerd', silent: 'stil', failed: 'mislukt' },
} satisfies Pick<Catalogue, 'natFinding' | 'natUnknown' | 'natDecides' | 'natQuestion' | 'natOutcome'>;
