/** Whether a host name of an address bar leads to the machine itself (RFC 6761 §6.3). */
export const isLoopbackName = (name: string): boolean =>
  name === 'localhost' || name.endsWith('.localhost') || name === '[::1]' || /^127(\.\d+){3}$/.test(name);
