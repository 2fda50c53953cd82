// Checks manifests against the schemas that the kubernetes-models packages carry: types and required fields by their
// validators; fields that do not exist by the TypeScript compiler, for kinds that ask for it. Reads
// {"manifests": [...], "closed": [indexes]} from the file named first and writes a list of
// {"index": n, "problem": "..."} to the file named second.
import {readFileSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import ts from 'typescript';

const PACKAGES = ['kubernetes-models', '@kubernetes-models/keda', '@kubernetes-models/prometheus-operator'];
const here = dirname(fileURLToPath(import.meta.url));
const [input, output] = process.argv.slice(2);
const {manifests, closed} = JSON.parse(readFileSync(input, 'utf8'));
const problems = [];

async function modelOf({apiVersion, kind}) {
  for (const name of PACKAGES) {
    const path = `${name}/${apiVersion}/${kind}`;
    try {
      return {path, model: (await import(path))[kind]};
    } catch (error) {
      if (error.code !== 'ERR_MODULE_NOT_FOUND' && error.code !== 'ERR_PACKAGE_PATH_NOT_EXPORTED') throw error;
    }
  }
  return undefined;
}

const paths = [];
for (const [index, manifest] of manifests.entries()) {
  const found = await modelOf(manifest);
  paths.push(found?.path);
  if (found === undefined) {
    problems.push({index, problem: `no schema for ${manifest.apiVersion} ${manifest.kind}`});
    continue;
  }
  try {
    new found.model(manifest).validate();
  } catch (error) {
    if (error.errors === undefined) throw error;
    for (const each of error.errors) problems.push({index, problem: `${each.instancePath} ${each.message}`});
  }
}

// One line per manifest, so that the line of a diagnostic tells the manifest.
const lines = closed.filter(index => paths[index] !== undefined).map(index => ({
  index,
  text: `export const m${index}: import("${paths[index]}").I${manifests[index].kind} = ${JSON.stringify(manifests[index])};`,
}));
const file = join(here, 'manifests.ts');
writeFileSync(file, lines.map(({text}) => text).join('\n'));
const program = ts.createProgram([file], {
  noEmit: true,
  strict: true,
  skipLibCheck: true,
  types: [],
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
});
for (const diagnostic of ts.getPreEmitDiagnostics(program)) {
  const text = ts.flattenDiagnosticMessageText(diagnostic.messageText, '; ');
  if (diagnostic.file?.fileName !== file) throw new Error(`${diagnostic.file?.fileName}: ${text}`);
  const {line} = diagnostic.file.getLineAndCharacterOfPosition(diagnostic.start);
  problems.push({index: lines[line].index, problem: text});
}
writeFileSync(output, JSON.stringify(problems));
