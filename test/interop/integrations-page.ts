/** A comment that names a file, and the file behind it as a block of code. */
const QUOTATION = /<!-- (test\/interop\/\S+) -->\n(?:```\w*\n[\s\S]*?\n```\n)?/g;

const LANGUAGES: Readonly<Record<string, string>> = { conf: 'apache', mjs: 'js', py: 'python', rb: 'ruby' };

/** The page with each file that it quotes as `read` says that it is now. */
export function quoting(page: string, read: (path: string) => string): string {
  return page.replaceAll(QUOTATION, (_, path: string) => {
    const ending = path.split('.').at(-1) ?? '';
    return `<!-- ${path} -->\n\`\`\`${LANGUAGES[ending] ?? ending}\n${read(path).trimEnd()}\n\`\`\`\n`;
  });
}

/** The files that the page quotes. */
export function quotedBy(page: string): readonly string[] {
  return [...page.matchAll(QUOTATION)].map(([, path = '']) => path);
}
