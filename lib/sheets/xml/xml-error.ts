/** Text that is no well-formed XML, or that uses what spreadsheets never do. The message holds no text. */
export class XmlError extends Error {}
