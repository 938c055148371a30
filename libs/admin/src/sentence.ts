/** Makes a sentence of what the services say in lower case; a name such as `redirect_uri` stays as it is. */
export function sentence(text: string): string {
  const [first = ''] = text.split(' ', 1);
  const isName = /[_:]/.test(first);
  return `${isName ? first : capitalised(first)}${text.slice(first.length)}${/[.!?]$/.test(text) ? '' : '.'}`;
}

function capitalised(word: string): string {
  const [letter = ''] = word;
  return letter.toUpperCase() + word.slice(letter.length);
}
