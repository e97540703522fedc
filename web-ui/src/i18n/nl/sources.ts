import type { Catalogue } from '../i18n';

export const sources = {
  sources: {
    title: 'Wat de Java-peer toont',
    hint: 'De volgende oproep toont wat hier is gekozen.',
    hintRunning: 'Eén druk toont iets anders, in dezelfde verbinding: er wordt niet opnieuw onderhandeld.',
    list: 'Beelden en geluiden van de Java-peer',
    noFiles:
      'Nog geen bestand: zet video’s in de map die voor de media-peer is gekoppeld (LAB_MEDIA_DIR, ./media als er niets anders is ingesteld).',
    noCameras: 'Geen camera hier: geef de container van de media-peer een apparaat zoals /dev/video0.',
    hasAudio: 'met geluid',
    notShowable: 'Niet te tonen:',
    refused: 'De peer toont wat hij daarvoor toonde.',
    size: 'Formaat',
    rate: 'Beelden per seconde',
    perSecond: '{{rate}} fps',
    asItIs: 'zoals het is',
    goTo: 'Ga naar',
    loop: 'Aan het einde opnieuw beginnen',
    again: 'Vanaf het begin',
  },
} satisfies Pick<Catalogue, 'sources'>;
