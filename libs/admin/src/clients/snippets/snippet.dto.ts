import { ApiProperty } from '@nestjs/swagger';
import { CLIENT_KINDS, type ClientKind } from './client-kind.js';
import {
  type FillIn,
  type Package,
  packagesFor,
  SNIPPET_LANGUAGES,
  type Snippet,
  type SnippetLanguage,
} from './snippet.js';
import type { SnippetClient } from './snippet-client.js';

/** Something to install. */
export class SnippetPackageDto implements Pick<Package, 'name' | 'version'> {
  @ApiProperty({ description: 'As its registry calls it.', example: 'openid-client' })
  readonly name: string;

  @ApiProperty({
    description: 'With which the snippet was tested, or, if it wasn’t, for which it was written.',
    example: '6.9.0',
  })
  readonly version: string;
}

/** An environment variable that the snippet reads. */
export class SnippetFillInDto implements FillIn {
  @ApiProperty({ example: 'PORTICO_CLIENT_SECRET' })
  readonly variable: string;

  @ApiProperty({ description: 'Where its value comes from.' })
  readonly description: string;
}

/** The start of an application with one library, with a client’s own values in it. */
export class SnippetDto {
  @ApiProperty({ description: 'Stays as it is.', example: 'openid-client' })
  readonly id: string;

  @ApiProperty({ description: 'Of the library.', example: 'openid-client with Express' })
  readonly name: string;

  @ApiProperty({ enum: SNIPPET_LANGUAGES, description: 'Of the text, for highlighting.' })
  readonly language: SnippetLanguage;

  @ApiProperty({ enum: CLIENT_KINDS, isArray: true, description: 'The kinds of clients that it is for.' })
  readonly kinds: readonly ClientKind[];

  @ApiProperty({ description: 'As the text is usually called.', example: 'application.mjs' })
  readonly file_name: string;

  @ApiProperty({ description: 'To be used as it is. The client’s secret is not in it: see `fill_in`.' })
  readonly text: string;

  @ApiProperty({
    description: 'How its packages are installed: a command, or a line for the build.',
    example: 'npm install openid-client',
  })
  readonly install: string;

  @ApiProperty({ type: [SnippetPackageDto] })
  readonly packages: readonly SnippetPackageDto[];

  @ApiProperty({ type: [SnippetFillInDto], description: 'What to put into its environment.' })
  readonly fill_in: readonly SnippetFillInDto[];

  @ApiProperty({
    type: [String],
    description: 'What to change at the client first; empty: nothing.',
    example: [],
  })
  readonly preparations: readonly string[];

  @ApiProperty({
    description: 'Whether Portico’s own tests run this text with these versions; false: it was only written.',
  })
  readonly tested: boolean;

  static of(snippet: Snippet, client: SnippetClient): SnippetDto {
    const { id, name, language, kinds, file_name, tested } = snippet;
    const needed = packagesFor(snippet, client);
    const install = snippet.install(needed);
    const packages = needed.map(({ name, version }) => ({ name, version }));
    const fill_in = snippet.fill_in(client);
    const preparations = snippet.preparations?.(client) ?? [];
    const { text } = snippet.text(client);
    return { id, name, language, kinds, file_name, text, install, packages, fill_in, preparations, tested };
  }
}

export class SnippetListDto {
  @ApiProperty({ type: [SnippetDto], description: 'Those that fit the client as it is registered.' })
  readonly items: readonly SnippetDto[];
}
