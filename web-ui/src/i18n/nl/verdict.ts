import type { Catalogue } from '../i18n';

/** Teksten van het oordeel en van weigeringen door de diensten. */
export const verdict = {
  verdict: {
    title: 'Oordeel',
    why: 'Waarom',
    nextTitle: 'Verder',
    said: 'De dienst voegt toe',
    missing: 'Wat meer zou beslissen',
    events: 'Gebeurtenissen',
    event: 'Gebeurtenis {{n}} in het volgordediagram',
    stage: {
      passed: 'gehaald',
      failed: 'mislukt',
      running: 'bezig',
      'not-reached': 'niet bereikt',
      unknown: 'niet bekend',
    },
    idle: {
      ready: 'Klaar om te bellen.',
      noMediaPeer: 'Er is niemand om te bellen: er is geen mediapeer verbonden.',
      noSignaling: 'De signaleringsdienst antwoordt niet.',
    },
    running: {
      signaling: 'Wacht tot de signaleringsdienst het gesprek aanneemt.',
      gathering: 'De adressen van de browser worden verzameld.',
      exchange: 'Wacht op het antwoord van de mediapeer.',
      checks: 'Gecontroleerd wordt welk paar adressen werkt.',
      nomination: 'Een paar werkt; ICE kiest.',
      dtls: 'Er is een pad; de sleutels worden afgesproken.',
      'first-rtp': 'Beveiligd; wacht op het eerste mediapakket.',
      'first-frame': 'Er komt media aan; wacht op het eerste volledige beeld.',
    },
    connected: {
      direct: 'Direct verbonden: de media gaat rechtstreeks van de peer naar uw browser.',
      stun: 'Verbonden zonder relay: een adres dat met STUN of uit de controles bleek, draagt de media, zoals achter een NAT.',
      'relay-udp': 'Verbonden via de TURN-server, over UDP.',
      'relay-tcp': 'Verbonden via de TURN-server, over TCP.',
      'relay-tls': 'Verbonden via de TURN-server, over TLS.',
      relay: 'Verbonden via een TURN-server; over welk transport is niet bekend.',
      unknown: 'Verbonden; of er een NAT op het pad ligt, is niet te zeggen.',
      noPair: 'Verbonden; de browser noemt het gebruikte paar niet.',
    },
    again: {
      workerCrashed: 'De zender is herstart; er wordt opnieuw gebeld.',
      mediaPeerLost: 'De mediapeer is weggevallen; er wordt opnieuw gebeld.',
      drained: 'De zender is door een verse vervangen; er wordt opnieuw gebeld.',
      senderEnded: 'De zender beëindigde het gesprek; er wordt opnieuw gebeld.',
      pathLost: 'Het pad is verbroken; er wordt opnieuw gebeld.',
      other: 'Het gesprek kwam niet tot stand; er wordt opnieuw gebeld.',
      reason: 'Met dezelfde instellingen. Stop beëindigt het.',
    },
    ended: { here: 'Het gesprek is gestopt.', peer: 'De mediapeer is gestopt; het gesprek is beëindigd.' },
    failed: {
      signaling: 'Het gesprek mislukte bij de eerste stap: de signaleringsdienst is niet bereikbaar.',
      noAnswer: 'Het gesprek mislukte in de uitwisseling: de mediapeer antwoordde niet.',
      unknown: 'Het gesprek mislukte; uit wat is waargenomen, blijkt niet waarom.',
    },
    reason: {
      noRecord: 'De signaleringsdienst heeft geen oordeel gegeven over het verslag van dit gesprek.',
      signaling: 'Geen WebSocket en geen HTTP-antwoord van de signaleringsdienst.',
      noAnswer: 'Het offer is verstuurd; binnen 12 seconden kwam er geen answer.',
    },
    next: {
      start: 'Druk op Start. Er hoeft niets toegestaan of ingesteld te worden.',
      startAgain: 'Start opnieuw wanneer u wilt.',
      noPair: 'Bekijk de kandidaatparen hieronder.',
      lookAtPeer: 'Bekijk het log van media-peer-service en start daarna opnieuw.',
      retryAfter_one: 'De dienst vraagt het over {{count}} seconde opnieuw te proberen.',
      retryAfter_other: 'De dienst vraagt het over {{count}} seconden opnieuw te proberen.',
      unknown: 'De kandidaatparen hieronder en het log van media-peer-service zouden het uitmaken.',
    },
  },
  problem: {
    'not-in-file': {
      title: 'Het is niet bij dit bestand opgeslagen.',
      next: 'Open het bestand in een lab om er een te krijgen.',
    },
    unreachable: {
      title: 'De dienst antwoordt niet.',
      next: 'Wacht even en start opnieuw; de pagina blijft het proberen.',
    },
    'unexpected-answer': {
      title: 'De dienst gaf een antwoord dat deze pagina niet begrijpt.',
      next: 'Controleer of pagina en diensten van dezelfde versie zijn.',
    },
    'malformed-json': {
      title: 'De dienst kon een bericht van deze pagina niet lezen.',
      next: 'Laad de pagina opnieuw; pagina en dienst verschillen misschien van versie.',
    },
    'unknown-type': {
      title: 'De dienst kent een bericht van deze pagina niet.',
      next: 'Laad de pagina opnieuw; pagina en dienst verschillen misschien van versie.',
    },
    'invalid-message': {
      title: 'De dienst vond een bericht van deze pagina onvolledig.',
      next: 'Laad de pagina opnieuw; pagina en dienst verschillen misschien van versie.',
    },
    'message-too-large': {
      title: 'Een bericht was groter dan de dienst aanneemt.',
      next: 'Start opnieuw zonder camera.',
    },
    'protocol-violation': {
      title: 'De dienst verbrak de verbinding na meerdere ongeldige berichten.',
      next: 'Laad de pagina opnieuw.',
    },
    'rate-limited': {
      title: 'De dienst kreeg te veel berichten in korte tijd.',
      next: 'Wacht even en start opnieuw.',
    },
    'chat-limited': {
      title: 'Te veel chatberichten in korte tijd.',
      next: 'Wacht even en stuur het bericht opnieuw.',
    },
    'slow-consumer': {
      title: 'Deze pagina hield de berichten van de dienst niet bij.',
      next: 'Sluit andere drukke pagina’s en start opnieuw.',
    },
    'heartbeat-missed': { title: 'De dienst hoorde te lang niets van deze pagina.', next: 'Start opnieuw.' },
    replaced: {
      title: 'Deze verbinding is door een nieuwere vervangen.',
      next: 'Gebruik de pagina die u het laatst opende, of start hier opnieuw.',
    },
    'origin-refused': {
      title: 'De dienst neemt geen gesprekken aan vanaf dit adres van de pagina.',
      next: 'Open het lab onder zijn eigen adres, of voeg dit adres toe aan de toegestane.',
    },
    'not-joined': { title: 'De dienst kende deze pagina niet als lid van de kamer.', next: 'Start opnieuw.' },
    'already-joined': {
      title: 'De dienst houdt de vorige kamer van deze pagina nog vast.',
      next: 'Start opnieuw.',
    },
    'room-full': {
      title: 'De kamer is vol.',
      next: 'Start opnieuw; voor elk gesprek wordt een nieuwe kamer gemaakt.',
    },
    'peer-id-taken': { title: 'De naam van deze pagina in de kamer is bezet.', next: 'Start opnieuw.' },
    'resume-refused': {
      title: 'De dienst aanvaardde de terugkeer van deze pagina in haar kamer niet.',
      next: 'Start opnieuw.',
    },
    'peer-unknown': { title: 'De peer is niet meer in de kamer.', next: 'Start opnieuw.' },
    'description-refused': {
      title: 'De dienst weigerde de sessiebeschrijving van de browser.',
      next: 'Bekijk haar onder “Ruwe berichten”; docs/protocol.md heeft de grammatica.',
    },
    'candidate-refused': {
      title: 'De dienst weigerde een kandidaat van de browser.',
      next: 'Bekijk hem onder “Ruwe berichten”; docs/protocol.md heeft de grammatica.',
    },
    'ice-url-refused': {
      title: 'Het adres van een ICE-server is niet geldig.',
      next: 'Controleer de TURN-instellingen van de signaleringsdienst.',
    },
    'no-video-offered': {
      title: 'Het offer kan geen video ontvangen.',
      next: 'Gebruik een browser met video; bekijk het offer onder “Ruwe berichten”.',
    },
    'unsupported-media-type': {
      title: 'De dienst neemt dit soort inhoud niet aan.',
      next: 'Laad de pagina opnieuw; pagina en dienst verschillen misschien van versie.',
    },
    'not-found': {
      title: 'De dienst kent dit adres niet.',
      next: 'Controleer of pagina en diensten van dezelfde versie zijn.',
    },
    'method-not-allowed': {
      title: 'De dienst biedt dit niet aan.',
      next: 'Controleer of pagina en diensten van dezelfde versie zijn.',
    },
    'network-unknown': {
      title: 'Er is geen netwerk meer met deze naam.',
      next: 'Bekijk de lijst van netwerken opnieuw.',
    },
    'nat-probe-unavailable': {
      title: 'De NAT-meting van dit netwerk antwoordt niet.',
      next: 'Start de meting van dit netwerk opnieuw en bekijk het log ervan.',
    },
    'matrix-running': {
      title: 'Er is al een ronde van de matrix bezig.',
      next: 'Wacht tot die klaar is, of stop hem.',
    },
    'session-unknown': { title: 'De dienst kent deze sessie niet meer.', next: 'Start opnieuw.' },
    'session-file-refused': {
      title: 'Het bestand is geen sessiebestand dat dit lab kan lezen.',
      next: 'Exporteer de sessie opnieuw, of vergelijk het bestand met docs/session-file.md.',
    },
    'media-peer-unknown': {
      title: 'De gekozen mediapeer is er niet.',
      next: 'Kies “elke vrije” en start opnieuw.',
    },
    'source-unknown': {
      title: 'De mediapeer biedt dit beeld niet aan.',
      next: 'Kies een ander beeld en start opnieuw.',
    },
    'source-failed': {
      title: 'De mediapeer kan dit beeld niet tonen.',
      next: 'Kies een ander beeld; de details zeggen wat er met dit beeld mis is.',
    },
    'no-media-peer': {
      title: 'Er is niemand om te bellen: er is geen mediapeer verbonden.',
      next: 'Start media-peer-service, of wacht even als die net herstart.',
    },
    'media-peers-full': {
      title: 'Alle mediapeers zijn bezet.',
      next: 'Wacht tot een gesprek eindigt, of start nog een mediapeer.',
    },
    'media-peer-lost': {
      title: 'De mediapeer viel weg voor hij antwoordde.',
      next: 'Start opnieuw; de dienst vervangt hem.',
    },
    'worker-crashed': {
      title: 'Zijn werkproces is gestopt.',
      next: 'Het log van media-peer-service zegt waarom. Wat hij toont kan de oorzaak zijn: kies iets anders en nodig hem dan nog eens uit.',
    },
    'viewer-vanished': {
      title: 'Hij hoorde niets meer van deze pagina.',
      next: 'Controleer het netwerk van deze machine en nodig hem dan nog eens uit.',
    },
    failed: {
      title: 'Zijn verbinding met deze pagina is mislukt.',
      next: 'Het verslag van zijn sessie zegt waarom; nodig hem dan nog eens uit.',
    },
    drained: {
      title: 'Zijn werkproces of dienst wordt vervangen.',
      next: 'Wacht even en nodig hem dan nog eens uit.',
    },
    'answer-timeout': {
      title: 'De mediapeer antwoordde niet op tijd.',
      next: 'Bekijk het log van media-peer-service en start daarna opnieuw.',
    },
    'service-unavailable': {
      title: 'Een dienst achter de signaleringsdienst antwoordt niet.',
      next: 'Bekijk de toestand van het lab en start daarna opnieuw.',
    },
    'internal-error': { title: 'De dienst faalde.', next: 'Het log heeft de reden; start opnieuw.' },
    other: {
      title: 'De dienst weigerde het gesprek ({{code}}).',
      next: 'Bekijk de ruwe berichten en het log van de signaleringsdienst.',
    },
  },
} satisfies Pick<Catalogue, 'verdict' | 'problem'>;
