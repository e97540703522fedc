import type { Catalogue } from '../i18n';

/** De uitleg die een gesprek volgt. */
export const guide = {
  guide: {
    title: 'Wat er in een gesprek gebeurt',
    before: 'Druk op Start: elke stap gaat open als hij echt gebeurt. Vooruit lezen mag ook.',
    during: 'Volgt het gesprek hierboven. De regels met een streep zijn wat zojuist is gemeten.',
    show: 'Leg uit wat er in een gesprek gebeurt',
    hide: 'Verbergen',
    now: 'In dit gesprek',
    signaling: {
      title: 'Signalering: zeggen dat je wilt praten',
      text: 'WebRTC stuurt media van het ene eind rechtstreeks naar het andere, maar eerst moeten beide van elkaar weten. Alles wat dat regelt gaat langs een andere weg, via een server, en heet signalering; de standaard laat open hoe. Hier is het een WebSocket of één HTTP-verzoek. Er komt nooit beeld langs.',
    },
    gathering: {
      title: 'Verzamelen: adressen vinden waarop je bereikbaar bent',
      text: 'Elk eind verzamelt kandidaten: paren van adres en poort. Die komen op drie manieren. De eigen interfaces geven hostkandidaten. Een STUN-server zegt van welk adres hij een pakket zag komen: achter een NAT is dat het adres aan de buitenkant. Een TURN-server leent een adres van zichzelf uit en geeft alles door: het laatste redmiddel, dat zijn beheerder al het verkeer kost. In één netwerk, of over een VPN, zijn eigen adressen genoeg. Stuurt een router een poort door naar de peer, dan heeft de peer toch STUN nodig om het adres aan de buitenkant te leren.',
    },
    exchange: {
      title: 'Uitwisseling: aanbod en antwoord',
      text: 'De beller maakt een aanbod: welke media, welke codecs, en een vingerafdruk van zijn certificaat. Het andere eind antwoordt. Beide zijn sessiebeschrijvingen (SDP) en gaan over de signalering. Kandidaten kunnen een voor een volgen zodra ze gevonden zijn (trickle ICE), of allemaal in de beschrijvingen staan, die dan moeten wachten tot ze verzameld zijn.',
    },
    checks: {
      title: 'Controles: elk paar adressen proberen',
      text: 'Elke kandidaat van het ene eind vormt paren met die van het andere, en over elk paar gaan kleine STUN-verzoeken tot er een beantwoord wordt. Ze openen ook de weg: een NAT laat binnen wat antwoordt op een pakket dat naar buiten ging. Een paar mislukt waar een firewall UDP weggooit, waar een adres van daaruit niet bereikbaar is, of waar beide NAT’s elke bestemming een ander adres aan de buitenkant geven (symmetrisch): dan blijft alleen een relay over.',
    },
    nomination: {
      title: 'Nominatie: één paar kiezen',
      text: 'Van de paren die antwoord kregen neemt ICE het beste: direct vóór afgebeeld, afgebeeld vóór relay. Het sturende eind merkt het, en vanaf dan neemt de media deze weg.',
    },
    dtls: {
      title: 'DTLS: sleutels afspreken',
      text: 'Over het gekozen paar schudden beide einden elkaar de hand en vergelijken ze het certificaat van de ander met de vingerafdruk uit aanbod en antwoord. De sleutels beschermen de media (SRTP). Een TURN-server onderweg kan haar niet lezen.',
    },
    'first-rtp': {
      title: 'Eerste mediapakket',
      text: 'Beeld en geluid reizen als RTP-pakketten over hetzelfde paar: alles deelt één verbinding en wordt aan de eerste bytes uit elkaar gehouden.',
    },
    'first-frame': {
      title: 'Eerste beeld',
      text: 'De browser heeft alle pakketten van één beeld verzameld, gedecodeerd en toont het. Pas nu werkt een gesprek; een verbinding alleen is nog geen beeld.',
    },
    did: {
      time: 'Gehaald {{time}} na Start.',
      signaling: {
        websocket:
          'De signaleringsdienst nam het gesprek aan over de WebSocket en gaf het door aan een mediapeer.',
        http: 'De signaleringsdienst beantwoordde het HTTP-verzoek en bracht het naar een mediapeer.',
      },
      host_one: '{{count}} kandidaat van een eigen interface.',
      host_other: '{{count}} kandidaten van eigen interfaces.',
      hidden:
        'De browser verbergt zijn eigen adressen achter een naam die op .local eindigt, zoals browsers doen tot een camera is toegestaan; de peer leert ze uit de controles.',
      stun: 'STUN: een server zag deze browser als {{address}}.',
      noStun:
        'STUN bracht geen verder adres: er werd niet gevraagd of geantwoord, of het gezien adres was al bekend.',
      turn: 'TURN: de server leent het adres {{address}} uit.',
      noTurn: 'TURN leent in dit gesprek geen adres uit.',
      errors_one: '{{count}} poging om een server te bereiken mislukte; zie “Kandidaten en paren”.',
      errors_other: '{{count}} pogingen om een server te bereiken mislukten; zie “Kandidaten en paren”.',
      exchange: {
        websocket: 'Aanbod en antwoord zijn toegepast; kandidaten volgden een voor een.',
        http: 'Aanbod en antwoord zijn toegepast; alle kandidaten stonden erin.',
      },
      remote_one: 'De peer noemde {{count}} kandidaat.',
      remote_other: 'De peer noemde {{count}} kandidaten.',
      checks:
        'Paren: {{pairs}}. Controles verstuurd: {{sent}}, beantwoord: {{answered}}. Controles van de peer die aankwamen: {{received}}.',
      path: {
        direct: 'Een direct paar: een STUN- of TURN-server was er niet voor nodig.',
        stun: 'Een paar met een adres aan de buitenkant: er ligt een NAT op de weg, en de controles openden die.',
        'relay-udp': 'Een paar via relay: de TURN-server geeft de media door, bereikt over UDP.',
        'relay-tcp': 'Een paar via relay: de TURN-server geeft de media door, bereikt over TCP.',
        'relay-tls': 'Een paar via relay: de TURN-server geeft de media door, bereikt over TLS.',
        relayed: 'Een paar via relay: de TURN-server geeft de media door.',
        unknown:
          'Een paar is gekozen; de browser verbergt te veel om te zeggen of er een NAT op de weg ligt.',
      },
      dtls: '{{version}}, media beschermd met {{cipher}}.',
      frame: 'Het beeld heeft {{width}} × {{height}} pixels.',
    },
  },
} satisfies Pick<Catalogue, 'guide'>;
