import { t } from '../../i18n/i18n';
import type { Member } from './roster';

/** How somebody is called: by its own name, else by what it is. */
export function nameOf({ id, name, role }: Pick<Member, 'id' | 'name' | 'role'>): string {
  if (name) return name;
  return role === 'media-peer' ? t('room.mediaPeer') : t('room.nameless', { id: id.slice(-4) });
}
