import type { Catalogue } from '../i18n';

export const quality = {
  quality: {
    title: 'Kwaliteit',
    hint: 'Waarden over de laatste seconde, en hun verloop over de laatste minuut.',
    bitrate: 'Bitsnelheid',
    fps: 'Beelden',
    fpsUnit: '{{value}} fps',
    rtt: 'Heen en terug',
    loss: 'Verlies',
    jitter: 'Jitter',
    picture: 'Beeld',
    lines: '{{value}} lijnen',
    empty: 'Wordt gemeten tijdens een gesprek.',
    available: 'De weg kan',
    limitation: 'Encoder beperkt door',
    limitedBy: { none: 'niets', cpu: 'processor', bandwidth: 'bandbreedte', other: 'iets anders' },
    sendingTitle: 'Wat u verstuurt',
    chart: {
      label: '{{name}}, laatste minuut: van {{least}} tot {{most}}',
      empty: '{{name}}: nog niets gemeten',
    },
    grade: { good: 'Goed', fair: 'Matig', poor: 'Slecht', unknown: 'Nog niet bekend' },
    judged: {
      noPicture: 'Er is geen beeld om te beoordelen: er wordt er geen verstuurd.',
      tooEarly: 'Voor een oordeel zijn een paar seconden beeld nodig.',
      nothing: 'Niets valt op: het beeld komt volledig, gelijkmatig en op tijd aan.',
      loss: {
        fair: '{{value}} % van de pakketten gaat verloren. Herstel verbergt het meeste; soms zijn even blokken te zien.',
        poor: '{{value}} % van de pakketten gaat verloren, meer dan herstel kan verbergen: het beeld breekt of staat stil.',
      },
      roundTripTime: {
        fair: 'Een antwoord is na {{value}} ms terug; in een gesprek begint men door elkaar te praten.',
        poor: 'Een antwoord is pas na {{value}} ms terug, te lang voor een gesprek.',
      },
      jitter: {
        fair: 'Pakketten komen {{value}} ms uit de maat; het beeld wordt vertraagd om dat glad te strijken.',
        poor: 'Pakketten komen {{value}} ms uit de maat, meer dan glad te strijken is: het beeld hapert.',
      },
      frames: {
        none: 'In de laatste seconde is geen beeld getoond.',
        fair: 'Met {{value}} beelden per seconde lijkt beweging schokkerig.',
        poor: 'Met {{value}} beelden per seconde is het een rij stilstaande beelden.',
        dropped: '{{value}} beelden per seconde, waar {{usual}} gewoon was in de laatste minuut.',
      },
      limited: {
        cpu: 'Deze machine kan niet meer coderen: kleinere of minder beelden helpen, of minder open programma’s.',
        bandwidth: 'De weg kan niet meer aan: de encoder maakt het beeld kleiner of grover.',
        other: 'De encoder verstuurt minder dan gevraagd en zegt niet waarom.',
      },
    },
    preset: {
      label: 'Versturen, als het krap wordt',
      balanced: 'Evenwichtig: kleinere en minder beelden',
      sharp: 'Scherp: formaat houden, voor tekst en schermen',
      smooth: 'Vloeiend: tempo houden, voor beweging',
      saving: 'Zuinig: weinig vanaf het begin',
      off: 'Aan de browser overlaten',
    },
    auto: {
      step: 'Stap {{step}} van {{steps}}: hoogstens {{bitrate}}, {{size}} % van het formaat, {{frames}} fps',
      best: 'De beste stap van deze keuze.',
      off: 'Er is geen grens gesteld; de browser beslist alleen.',
      refused: 'De browser nam de grenzen niet aan:',
      cpu: 'Er wordt minder verstuurd: deze machine kon niet meer coderen.',
      loss: 'Er wordt minder verstuurd: drie seconden lang ging {{percent}} % van de pakketten verloren.',
      delay: 'Er wordt minder verstuurd: drie seconden lang duurde een antwoord {{milliseconds}} ms.',
      bandwidth: 'Er wordt minder verstuurd: de weg kon maar {{kilobits}} kbit/s aan.',
      raised: 'Er wordt meer geprobeerd: het was {{seconds}} s rustig.',
    },
  },
} satisfies Pick<Catalogue, 'quality'>;
