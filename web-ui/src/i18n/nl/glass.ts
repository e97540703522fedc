import type { Catalogue } from '../i18n';

/** Vertraging, verloren beelden en stilstand zoals de pixels ze vertellen. */
export const glass = {
  glass: {
    title: 'Van glas tot glas',
    hint: 'Elk beeld van het testbeeld draagt zijn nummer en de tijd waarop het is getekend. Deze pagina leest beide uit de pixels; ernaast staat wat getStats over hetzelfde beeld zegt.',
    empty: 'Wordt gemeten zolang een gesprek loopt.',
    fromPixels: 'Uit de pixels',
    fromStats: 'getStats',
    delay: 'Leeftijd van het beeld',
    delayAbout: 'getekend bij de zender tot hier zichtbaar; de laatste 30 s',
    inBrowser: 'Daarvan in deze browser',
    inBrowserAbout: 'laatste pakket binnen tot zichtbaar; de laatste 30 s',
    lost: 'Nooit getoond',
    lostAbout: 'nummers die zijn overgeslagen',
    repeated: 'Opnieuw getoond',
    repeatedAbout: 'beelden met het nummer van het vorige',
    freezes: 'Stilstand',
    freezesAbout: 'langer dan 3 × de gewone pauze, en dan 150 ms meer',
    spread: 'de helft onder {{p50}}, 99 % onder {{p99}}',
    between: '{{least}} tot {{most}}',
    of: '{{count}} van {{all}}',
    dropped: '{{frames}} hier weggelaten',
    notShown: '{{frames}} gedecodeerd, maar een ander nam hun plaats in',
    lostBefore: '{{frames}} kwamen niet aan, of zijn nooit verstuurd',
    processing: '{{processing}} tot gedecodeerd, waarvan {{buffer}} in de jitterbuffer (gemiddelden)',
    freezeTotal: '{{freezes}}, samen {{total}}',
    notInStats: 'niet verteld',
    told: 'De zender heeft verteld hoe ver zijn klok van die van het lab staat; ± is wat tussen de klokken onzeker blijft.',
    sameMachine:
      'Afgeleid: deze pagina kwam van deze machine, dus geldt de klok van de zender als dezelfde. De zender heeft niets over zijn klok verteld.',
    causality:
      'De zender heeft niets over zijn klok verteld, dus zijn alleen grenzen bekend: geen beeld is getekend voordat de verbinding begon, en geen kwam aan voordat het was getekend.',
    frozen: 'Het beeld staat nu stil.',
    noFrame: 'Er is nog geen beeld getoond.',
    noStamp:
      'Dit beeld draagt geen stempel: alleen het testbeeld doet dat. Vertraging en verloren beelden zijn er niet uit te lezen, stilstand wel.',
    damaged: 'Het stempel in het beeld is beschadigd: de controlesom klopt niet.',
    tooSmall: 'Het beeld is kleiner dan 80 × 60 pixels: het stempel is niet te lezen.',
    refused: 'Deze browser geeft geen pixels af, misschien als bescherming tegen herkenning.',
    noClock: 'Over de klok van de zender is nog niets bekend.',
    unsupported:
      'Deze browser meldt de pagina niet elk beeld (requestVideoFrameCallback); er is alleen getStats.',
    reading: '{{read}} van {{shown}} beelden gelezen, {{failed}} onleesbaar.',
    pace: {
      every: 'Elk beeld wordt gelezen.',
      limited: 'Hooguit tien per seconde worden gelezen, om de pagina te sparen.',
      seldom: 'Eens per seconde bekeken, want er is geen stempel.',
    },
    cost: 'De helft van de lezingen duurde hooguit {{cost}} ms.',
  },
} satisfies Pick<Catalogue, 'glass'>;
