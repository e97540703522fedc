import type { Catalogue } from '../i18n';

export const recording = {
  recording: {
    title: 'Opname',
    hint: 'Bewaard in deze browser, elke seconde een stuk, tot u haar opslaat. Er wordt niets verstuurd.',
    nothing: 'Nog niets op te nemen: er is geen beeld.',
    remote: 'Beeld van de peer opnemen',
    person: '{{name}} opnemen',
    own: 'Mijn camera opnemen',
    room: 'De hele ruimte opnemen',
    stop: 'Opname stoppen: {{name}}',
    remoteName: 'Media-peer',
    ownName: 'Mijn camera',
    kept_one: 'Eén opname in deze browser',
    kept_other: '{{count}} opnamen in deze browser',
    keptHint:
      'Opgeslagen opnamen worden bij uw volgende bezoek vergeten; de andere blijven tot u ze opslaat of verwijdert.',
    unsaved: 'nog niet opgeslagen',
    cutOff: 'afgebroken toen haar pagina sloot; op de laatste seconde na is alles er',
    saved: 'als bestand opgeslagen',
    save: 'Als bestand opslaan',
    play: 'Hier afspelen',
    preparing: 'Lengte en index worden geschreven',
    notSeekable: 'Voor deze opname kon geen index worden geschreven: ze speelt af, maar springen kan niet.',
    remove: 'Verwijderen',
    sure: 'Ze is niet opgeslagen. Verwijderen?',
    removeYes: 'Ja, verwijderen',
    keep: 'Houden',
    problem: {
      unsupported:
        'Deze browser kan dit beeld niet opnemen. Chromium, Firefox en Safari van de laatste jaren kunnen dat wel.',
      'no-media': 'Er is niets op te nemen: geen spoor is actief. Start eerst het gesprek of de camera.',
      'storage-full':
        'Deze browser heeft geen ruimte meer, dus is de opname beëindigd. Wat tot dan is opgenomen, is bewaard; sla het op en verwijder het om ruimte te maken.',
      'storage-refused':
        'Deze browser laat de pagina niets bewaren, zoals in sommige privévensters. Open het lab in een gewoon venster om op te nemen.',
      'encoder-failed': 'De encoder van deze browser liet het afweten. Wat tot dan is opgenomen, is bewaard.',
    },
  },
} satisfies Pick<Catalogue, 'recording'>;
