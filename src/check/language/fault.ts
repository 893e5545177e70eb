/** What is wrong with a text, and where: an offset into the text that was read, from 0. The message says what, got, expected. */
export class Fault extends Error {
  override readonly name = 'Fault';
  readonly offset: number;

  constructor(offset: number, message: string) {
    super(message);
    this.offset = offset;
  }
}

/** For messages: a quoted piece of the user's text, cut where it is long. */
export function quoted(text: string): string {
  const short = text.length > 40 ? `${text.slice(0, 37)}...` : text;
  return JSON.stringify(short);
}
