import { sha256 } from '@noble/hashes/sha2.js';

/** SHA-256 (FIPS 180-4) over what comes in pieces. `crypto.subtle.digest` wants the whole file in memory at once. */
export class FileHash {
  private readonly state = sha256.create();

  update(bytes: Uint8Array): void {
    this.state.update(bytes);
  }

  /** 32 bytes; nothing can be added afterwards. */
  digest(): Uint8Array {
    return this.state.digest();
  }
}

export const hex = (bytes: Uint8Array): string =>
  Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('');
