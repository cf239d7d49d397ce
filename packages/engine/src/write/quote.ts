// A string as JSON. Most strings of an answer are short and need no escapes: looking is cheaper than asking
// JSON.stringify, whose call costs about as much as writing 50 characters.

const longestScan = 64

export function quote(text: string): string {
  const { length } = text
  if (length > longestScan) return JSON.stringify(text)
  for (let index = 0; index < length; index++) {
    const code = text.charCodeAt(index)
    // Controls, quotation marks, backslashes, and surrogates, which stand escaped when they stand alone.
    if (code < 32 || code === 34 || code === 92 || (code >= 0xd800 && code <= 0xdfff)) {
      return JSON.stringify(text)
    }
  }
  return `"${text}"`
}
