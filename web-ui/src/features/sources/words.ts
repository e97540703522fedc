import { t } from '../../i18n/i18n';

/** Kinds of sources have names in both languages; what follows the colon is a name of its own. */
export function sourceLabel(id: string, label?: string): string {
  const name = label ?? id.slice(id.indexOf(':') + 1);
  if (id === 'pattern') return t('choices.sourcePattern');
  if (id === 'tone') return t('choices.sourceTone');
  if (id.startsWith('file:')) return t('choices.sourceFile', { name });
  if (id.startsWith('camera:')) return t('choices.sourceCamera', { name });
  return label ?? id;
}
