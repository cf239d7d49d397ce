// Recorded traffic wherever it is: on this machine, or at an address that production puts its recording at.
import { resolve } from 'node:path'
import { maxRecordingBytes, parseRecording, readTraffic } from './read-traffic.ts'
import type { Traffic } from './traffic.ts'

/** `wanted` is a file, a folder or an http(s) URL of one recording; paths are seen from `folder`. Rejects in a sentence. */
export async function findTraffic(wanted: string, folder: string): Promise<Traffic> {
  if (!/^https?:\/\//i.test(wanted)) return await readTraffic(resolve(folder, wanted))
  const shown = withoutSecrets(wanted)
  return parseRecording(await download(wanted, shown), shown)
}

const timeoutMs = 60_000

async function download(url: string, shown: string): Promise<string> {
  const refused = (reason: string, cause?: unknown) =>
    new Error(`${shown} gave no recording: ${reason}`, { cause })
  let response: Response
  try {
    response = await fetch(url, { signal: AbortSignal.timeout(timeoutMs) })
  } catch (cause) {
    throw refused('it cannot be reached.', cause)
  }
  if (!response.ok) throw refused(`it answered ${response.status}.`)
  const chunks: Uint8Array[] = []
  let size = 0
  try {
    for await (const chunk of response.body ?? []) {
      size += chunk.byteLength
      if (size > maxRecordingBytes) break
      chunks.push(chunk)
    }
  } catch (cause) {
    throw refused('the answer broke off.', cause)
  }
  if (size > maxRecordingBytes) throw refused(`it is bigger than ${maxRecordingBytes} bytes.`)
  return Buffer.concat(chunks).toString('utf8')
}

/** A signed address, or one with a password, is not for a log that everybody reads. */
function withoutSecrets(url: string): string {
  if (!URL.canParse(url)) return 'The address of the traffic'
  const { origin, pathname } = new URL(url)
  return `${origin}${pathname}`
}
