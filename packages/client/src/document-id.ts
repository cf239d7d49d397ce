// The name of an operation as a trusted document: SHA-256 of its text, in hex. The generated operations carry theirs.

export async function documentId(text: string): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
