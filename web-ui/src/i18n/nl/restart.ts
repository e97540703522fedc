import type { Catalogue } from '../i18n';

export const restart = {
  restart: {
    button: 'ICE herstarten',
    about:
      'Nieuwe kandidaten en nieuwe checks in hetzelfde gesprek; het beeld blijft waar de oude weg werkt.',
    running: 'ICE begint opnieuw, poging {{attempt}}:',
    waiting: 'ICE begint opnieuw zodra het kan:',
    by: {
      button: 'u vroeg erom.',
      network: 'deze machine gebruikt een ander netwerk.',
      silence: 'er komt geen beeld aan en checks worden niet beantwoord.',
      failed: 'geen enkel kandidatenpaar werkt nog.',
    },
    done: 'ICE is opnieuw begonnen:',
    generation: 'generatie {{number}}',
    freeze: 'Langste stilstand van het beeld:',
    freezeUnknown: {
      hidden: 'Hoe lang het beeld stilstond, is niet bekend: de pagina was niet te zien.',
      'no-frames': 'Hoe lang het beeld stilstond, is niet bekend: ervoor of erna is geen beeld getoond.',
    },
    gaveUp: 'Het herstarten van ICE is opgegeven:',
    because: {
      'no-signaling': 'de signaling-service was niet te bereiken. De huidige weg blijft zoals hij is.',
      'no-answer': 'de peer antwoordde niet op het nieuwe aanbod. De huidige weg blijft zoals hij is.',
      'no-path': 'de nieuwe checks vonden geen weg. Bekijk het netwerk van beide kanten.',
      refused: 'het nieuwe aanbod werd geweigerd. De huidige weg blijft zoals hij is.',
    },
  },
} satisfies Pick<Catalogue, 'restart'>;
