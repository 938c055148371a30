import ts from 'typescript';

export interface Import {
  readonly specifier: string;
  /** Gone once compiled. */
  readonly typeOnly: boolean;
}

/** What a rule of the architecture can ask about a file. */
export interface SourceFile {
  /** From the root of the repository, with `/`. */
  readonly path: string;
  readonly imports: readonly Import[];
  readonly declaresEnum: boolean;
  readonly readsEnvironment: boolean;
  readonly usesForwardRef: boolean;
}

export function parseSource(path: string, text: string): SourceFile {
  const tree = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const nodes = [...walk(tree)];
  const imports = nodes.flatMap(importsOf);
  return {
    path,
    imports,
    declaresEnum: nodes.some(ts.isEnumDeclaration),
    readsEnvironment: nodes.some(readsEnvironment),
    usesForwardRef: nodes.some((node) => ts.isIdentifier(node) && node.text === 'forwardRef'),
  };
}

function* walk(node: ts.Node): Generator<ts.Node> {
  yield node;
  const children: ts.Node[] = [];
  ts.forEachChild(node, (child) => {
    children.push(child);
  });
  for (const child of children) yield* walk(child);
}

/** `import`, `export … from`, `import()`, `typeof import()`. */
function importsOf(node: ts.Node): Import[] {
  if (ts.isImportDeclaration(node)) return found(node.moduleSpecifier, isTypeOnly(node.importClause));
  if (ts.isExportDeclaration(node)) return found(node.moduleSpecifier, node.isTypeOnly);
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument))
    return found(node.argument.literal, true);
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
    return found(node.arguments[0], false);
  }
  return [];
}

function found(specifier: ts.Node | undefined, typeOnly: boolean): Import[] {
  return specifier && ts.isStringLiteralLike(specifier) ? [{ specifier: specifier.text, typeOnly }] : [];
}

function isTypeOnly(clause: ts.ImportClause | undefined): boolean {
  if (clause === undefined) return false;
  const { namedBindings } = clause;
  const onlyTypes =
    clause.name === undefined &&
    namedBindings !== undefined &&
    ts.isNamedImports(namedBindings) &&
    namedBindings.elements.every((element) => element.isTypeOnly);
  return clause.phaseModifier === ts.SyntaxKind.TypeKeyword || onlyTypes;
}

/** `process.env`, `process['env']`, or `env` taken out of `process`. */
function readsEnvironment(node: ts.Node): boolean {
  if (ts.isPropertyAccessExpression(node)) return node.name.text === 'env' && isProcess(node.expression);
  if (ts.isElementAccessExpression(node)) {
    const name = node.argumentExpression;
    return ts.isStringLiteralLike(name) && name.text === 'env' && isProcess(node.expression);
  }
  if (ts.isVariableDeclaration(node) && ts.isObjectBindingPattern(node.name)) {
    return (
      isProcess(node.initializer) &&
      node.name.elements.some((one) => isNamed(one.propertyName ?? one.name, 'env'))
    );
  }
  if (ts.isImportSpecifier(node))
    return isNamed(node.propertyName ?? node.name, 'env') && isFromProcess(node);
  return false;
}

function isProcess(node: ts.Node | undefined): boolean {
  if (node === undefined) return false;
  return isNamed(ts.isPropertyAccessExpression(node) ? node.name : node, 'process');
}

function isNamed(node: ts.Node, name: string): boolean {
  return ts.isIdentifier(node) && node.text === name;
}

function isFromProcess(node: ts.ImportSpecifier): boolean {
  const { moduleSpecifier } = node.parent.parent.parent as ts.ImportDeclaration;
  return ts.isStringLiteralLike(moduleSpecifier) && /^(?:node:)?process$/.test(moduleSpecifier.text);
}
