import type { Catalogue } from '../i18n';

/** Teksten van de kamerpagina: de hal, tegels, mensen, apparaten en chat. */
export const room = {
  room: {
    hint: 'Beeld, geluid en chat tussen browsers, elk rechtstreeks met elk verbonden; de Java-mediapeer kan een van de deelnemers zijn.',
    name: 'Kamer',
    nameHint: 'Wie dezelfde naam invult of de link opent, is in dezelfde kamer.',
    namePlaceholder: 'bijvoorbeeld team-1',
    newName: 'Bedenk een naam',
    displayName: 'Uw naam',
    displayNameHint: 'Anderen zien hem. Hij mag leeg blijven.',
    join: 'Binnengaan',
    joining: 'Bezig binnen te gaan',
    joinOther: '“{{room}}” verlaten en binnengaan',
    leave: 'Verlaten',
    cancel: 'Annuleren',
    takeAlong: 'Binnengaan met',
    camera: 'Camera',
    microphone: 'Microfoon',
    speaker: 'Luidspreker',
    preview: 'Eerst camera en microfoon proberen',
    previewLabel: 'Uw eigen beeld',
    previewEmpty: 'Hier verschijnt uw beeld zodra de camera aan is.',
    inRoom: 'U bent in kamer “{{room}}”.',
    runs: 'In kamer {{room}}',
    copyLink: 'Kopieer de link naar deze kamer',
    link: 'Link naar deze kamer',
    people_one: '{{count}} persoon of peer naast u',
    people_other: '{{count}} personen of peers naast u',
    alone:
      'Er is nog niemand anders. Stuur iemand de link, open hem in een tweede tabblad, of nodig de Java-mediapeer uit.',
    returning:
      'De signaleringsdienst antwoordt op dit moment niet. Beeld en geluid gaan door; de pagina keert vanzelf terug naar haar plaats.',
    noService: 'De signaleringsdienst antwoordt nog niet. De pagina gaat vanzelf binnen zodra dat wel zo is.',
    refused: 'U bent niet in de kamer.',
    you: 'U',
    nameless: 'Gast {{id}}',
    mediaPeer: 'Java-mediapeer',
    shows: 'Toont {{source}}',
    tiles: 'Beelden',
    details: 'Verbinding',
    detailsOf: 'Verbinding met {{name}}',
    closeDetails: 'Sluiten',
    session: 'Wat er gebeurde: het verslag van deze verbinding',
    noSession: 'Het verslag van deze verbinding begint met haar eerste offer.',
    remove: 'Uit de kamer halen',
    invite: 'Nodig de Java-mediapeer uit',
    source: 'Toont',
    size: 'Grootte',
    sizeOwn: 'zoals het is',
    soundBlocked: 'Geluid aanzetten',
    soundBlockedHint: 'De browser speelt geluid pas na een klik.',
    firstFrame: 'Eerste beeld na {{time}}',
    keys: 'Toetsen: M microfoon, V camera, C chat.',
    controls: 'Wat u stuurt',
    quality: 'Camerabeeld',
    qualityHint: 'De hoogte die aan de camera gevraagd wordt; hij geeft de dichtstbijzijnde die hij heeft.',
    anyDevice: 'zoals het systeem kiest',
    unnamedDevice: 'apparaat {{number}}',
    settings: 'Apparaten en beeld',
    speakerFixed: 'Deze browser speelt geluid waar het systeem dat doet.',
    problemName: {
      empty: 'Typ een naam, of laat er een bedenken.',
      'too-long': 'Hoogstens 64 tekens.',
      signs: 'Alleen letters A–Z, cijfers en . _ : @ -.',
    },
    full: 'Een andere naam leidt naar een lege kamer; of wacht tot er iemand vertrekt.',
  },
  roomMic: {
    on: 'Dempen',
    off: 'Dempen opheffen',
    start: 'Microfoon aanzetten',
    isMuted: 'gedempt',
    none: 'geen microfoon',
  },
  roomCam: { on: 'Camera uitzetten', off: 'Camera aanzetten', isOff: 'camera uit', none: 'geen camera' },
  roomSays: { recording: 'neemt op', screen: 'toont een scherm', away: 'signalering kwijt, media gaat door' },
  roomDevice: {
    asking: 'De browser vraagt om uw toestemming. De kamer werkt ook zonder.',
    refused:
      'De browser of het systeem stond het niet toe. U kunt de anderen evengoed horen en zien. Om het toe te staan: gebruik het symbool in de adresbalk en probeer het opnieuw.',
    'none-found':
      'Er is er geen gevonden. U kunt de anderen evengoed horen en zien. Sluit er een aan en probeer het opnieuw.',
    busy: 'Het is in gebruik door een ander programma. Sluit dat programma en probeer het opnieuw.',
    'insecure-page':
      'Browsers geven apparaten alleen aan pagina’s die via HTTPS of op localhost geopend zijn. U kunt de anderen evengoed horen en zien.',
    unplugged:
      'Het is losgekoppeld, of de toestemming is ingetrokken. Sluit het aan of sta het toe en probeer het opnieuw.',
    again: 'Probeer opnieuw',
  },
  roomTile: {
    waiting: 'Nog geen beeld',
    off: 'Camera uit',
    none: 'Stuurt geen beeld',
    frozen: 'Het beeld staat stil',
    new: 'De verbinding wordt zo gemaakt',
    connecting: 'Verbinden',
    connected: 'Verbonden',
    disconnected: 'Onderbroken: het kan vanzelf terugkomen',
    failed: 'Geen pad werkt: er wordt een ander gezocht',
    closed: 'Gesloten',
    trouble: 'Ze brak en wordt opnieuw gemaakt: {{why}}',
  },
  roomTrouble: {
    'no-relay': 'alleen paden via een relay zijn toegestaan, en er kwam geen relayadres',
    'not-connected': 'binnen 30 s is geen pad gevonden',
  },
  roomStates: {
    connection: 'Verbinding',
    ice: 'ICE',
    gathering: 'Verzamelen',
    signaling: 'Onderhandeling',
    dtls: 'DTLS',
  },
  roomState: {
    gathering: {
      new: 'Er is nog geen kandidaat gezocht.',
      gathering: 'Er worden adressen gezocht.',
      complete: 'Alle adressen zijn bekend.',
    },
    signaling: {
      stable: 'Beide kanten zijn het eens over wat er gestuurd wordt.',
      'have-local-offer': 'Een eigen offer wacht op zijn answer.',
      'have-remote-offer': 'Er kwam een offer, dat beantwoord wordt.',
      'have-local-pranswer': 'Er is een voorlopige answer gemaakt.',
      'have-remote-pranswer': 'Er kwam een voorlopige answer.',
      closed: 'Er wordt niets meer onderhandeld.',
    },
    dtls: {
      new: 'De handshake is nog niet begonnen.',
      connecting: 'Er worden sleutels afgesproken.',
      connected: 'Media is versleuteld met afgesproken sleutels.',
      closed: 'De andere kant sloot het, of deze kant.',
      failed: 'De handshake mislukte: certificaten of hun vingerafdrukken klopten niet.',
    },
  },
  roomNotice: {
    call: 'De mediapeer is niet uitgenodigd.',
    recalling: 'De mediapeer ging weg; hij wordt zo weer gebeld.',
    recall: 'De mediapeer ging telkens weer weg; hij wordt niet meer vanzelf gebeld.',
    remove: 'De mediapeer kon niet uit de kamer gehaald worden.',
    source: 'Hij toont iets anders dan gevraagd.',
    other: 'De dienst weigerde iets.',
    close: 'Sluit deze melding',
  },
} satisfies Pick<
  Catalogue,
  | 'room'
  | 'roomMic'
  | 'roomCam'
  | 'roomSays'
  | 'roomDevice'
  | 'roomTile'
  | 'roomTrouble'
  | 'roomStates'
  | 'roomState'
  | 'roomNotice'
>;
