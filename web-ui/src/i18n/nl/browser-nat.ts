import type { Catalogue } from '../i18n';

export const browserNat = {
  browserNat: {
    title: 'NAT voor deze browser',
    hint: 'Geschat door deze pagina: zij vergelijkt onder welke poorten één server haar zag. Een pagina ziet minder dan de NAT-meting.',
    measure: 'Meten',
    empty: 'Nog niets: druk op Meten. De STUN-server van het lab wordt op twee poorten gevraagd.',
    loopback:
      'Browser en lab staan op één machine. Wat hier te zien is, is hoe deze machine pakketten aan haar eigen diensten doorgeeft (gepubliceerde poorten van Docker), niet een NAT van uw netwerk. Open daarvoor de pagina vanaf een ander apparaat.',
    vantage: 'deze browser, vraagt aan {{servers}}',
    by: 'door {{server}}',
    ipv4: 'IPv4',
    ipv6: 'IPv6',
    error: '{{url}}: geen antwoord op {{count}} van de interfaces van de browser (code {{code}})',
    about: {
      none: 'De browser wordt onder zijn eigen adres gezien.',
      present: 'De browser wordt onder een ander adres of een andere poort gezien dan zijn eigen.',
    },
    problem: {
      'no-server': 'Het lab noemt geen STUN-server die gevraagd kan worden.',
      'browser-refused':
        'De browser liet de pagina niet vragen. Zijn instellingen of een extensie verbieden misschien WebRTC.',
    },
  },
  browserNatUnknown: {
    'no-answer': {
      why: 'geen server antwoordde over UDP.',
      decides: 'Uitsluitsel geeft: een netwerk dat UDP doorlaat naar de STUN-server van het lab.',
    },
    'server-silent': {
      why: 'niet elke server had geantwoord toen de tijd om was.',
      decides: 'Uitsluitsel geeft: een antwoord van beide poorten; open UDP naar beide.',
    },
    'only-one-answered': {
      why: '{{url}} antwoordde niet, dus valt er niets te vergelijken.',
      decides: 'Uitsluitsel geeft: een antwoord van beide poorten; open UDP naar beide.',
    },
    'bases-unclear': {
      why: 'de antwoorden kwamen misschien aan op verschillende interfaces van dit apparaat.',
      decides: 'Uitsluitsel geeft: een meting met één interface in gebruik.',
    },
    'one-address-only': {
      why: 'er werd maar één adres en poort gevraagd.',
      decides: 'Uitsluitsel geeft: een STUN-server met twee poorten.',
    },
    'address-hidden': {
      why: 'de browser verbergt zijn eigen adres, en zijn poort bleef gelijk.',
      decides: 'Uitsluitsel geeft: sta deze pagina de camera toe; browsers tonen dan hun eigen adres.',
    },
    'no-mapped-address': {
      why: 'de browser meldt geen gezien adres en ook geen fout.',
      decides: 'Uitsluitsel geeft: sta deze pagina de camera toe; browsers tonen dan hun eigen adres.',
    },
    'no-host': {
      why: 'de browser toont geen eigen socket.',
      decides: 'Uitsluitsel geeft: instellingen die host-kandidaten toestaan.',
    },
    'not-from-a-page': {
      why: 'filteren is vanuit een browser niet te meten.',
      decides:
        'Uitsluitsel geeft: de NAT-meting in hetzelfde netwerk; die kan om antwoorden van elders vragen.',
    },
    'browser-refused': {
      why: 'de browser liet de pagina niet vragen.',
      decides: 'Uitsluitsel geeft: instellingen die WebRTC toestaan.',
    },
  },
} satisfies Pick<Catalogue, 'browserNat' | 'browserNatUnknown'>;
