import { createPrivateKey, type KeyObject } from 'node:crypto';

/**
 * The App's private key as PKCS#8 PEM, from what people put into one line of an environment: PEM, PEM with `\n` for
 * its line ends, or either in base64. Undefined when it is not a whole RSA key.
 */
export function parsePrivateKey(value: string): string | undefined {
  const text = value.includes('-----BEGIN') ? value : Buffer.from(value, 'base64').toString('utf8');
  const key = readKey(text.replaceAll('\\n', '\n').replaceAll('\r\n', '\n'));
  return key?.asymmetricKeyType === 'rsa' ? key.export({ type: 'pkcs8', format: 'pem' }).toString() : undefined;
}

function readKey(pem: string): KeyObject | undefined {
  try {
    return createPrivateKey(pem);
  } catch {
    // OpenSSL's own message helps nobody here; the caller says what a key has to look like.
    return undefined;
  }
}
