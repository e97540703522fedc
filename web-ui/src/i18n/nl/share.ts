import type { Catalogue } from '../i18n';

export const share = {
  share: {
    start: 'Mijn scherm delen',
    stop: 'Terug naar de camera',
    asking: 'De browser vraagt wat er te zien moet zijn.',
    surface: {
      monitor: 'Uw hele scherm is te zien in plaats van uw camera.',
      window: 'Een venster is te zien in plaats van uw camera.',
      browser: 'Een tabblad is te zien in plaats van uw camera.',
      unknown: 'Uw scherm is te zien in plaats van uw camera.',
    },
    ended: {
      here: 'Het scherm is niet meer te zien; uw camera is terug.',
      browser: 'De browser beëindigde het delen; uw camera is terug.',
    },
    refused:
      'Er is niets gekozen, of het systeem staat het niet toe; uw camera gaat door. Druk opnieuw op de knop om te kiezen.',
    unsupported:
      'Deze browser kan hier geen scherm delen. Een desktopbrowser op https of localhost kan dat wel.',
    failed:
      'Het scherm kon niet getoond worden; uw camera is terug. Een ander venster of tabblad lukt misschien.',
  },
} satisfies Pick<Catalogue, 'share'>;
