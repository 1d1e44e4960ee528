import { join } from 'node:path';
import { ESLint } from 'eslint';
import ts from 'typescript';

/**
 * What tsc and eslint say of one file of the checkout with another text. Only that file is judged: what others see of a
 * file are its exports, whose types are written down (explicit-module-boundary-types).
 */
export class Checks {
  private readonly eslint: ESLint;
  private readonly config: ts.ParsedCommandLine;
  private readonly known = new Map<string, ts.SourceFile | undefined>();
  private program: ts.Program | undefined;

  constructor(private readonly root: string) {
    this.eslint = new ESLint({ cwd: root });
    const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), (path) => ts.sys.readFile(path)) as {
      config: unknown;
    };
    this.config = ts.parseJsonConfigFileContent(config, ts.sys, root);
  }

  async problems(file: string, text: string): Promise<string[]> {
    const path = join(this.root, file);
    const linted = await this.eslint.lintText(text, { filePath: path });
    return [
      ...this.typeErrors(path, text),
      ...linted.flatMap(({ messages }) => messages.map(({ line, message }) => `eslint: line ${line}: ${message}`)),
    ];
  }

  private typeErrors(path: string, text: string): string[] {
    const { options, fileNames } = this.config;
    const host = ts.createCompilerHost(options);
    const read = host.getSourceFile.bind(host);
    host.getSourceFile = (name, settings) => {
      if (name === path) return ts.createSourceFile(name, text, settings, true);
      if (!this.known.has(name)) this.known.set(name, read(name, settings));
      return this.known.get(name);
    };
    const program = ts.createProgram({
      rootNames: fileNames,
      options,
      host,
      ...(this.program && { oldProgram: this.program }),
    });
    this.program = program;
    const source = program.getSourceFile(path);
    if (source === undefined) return [`tsc: ${path} is not part of the program`];
    return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map(
      ({ messageText }) => `tsc: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`,
    );
  }
}
