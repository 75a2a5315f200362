// docs/openapi.yaml as a judge of answers: status, content type and body of every call.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const require = createRequire(root + 'web/package.json');
const { parse } = require('yaml');
const Ajv = require('ajv/dist/2020').default;
const addFormats = require('ajv-formats').default;

const description = parse(readFileSync(root + 'docs/openapi.yaml', 'utf8'));
const ajv = new Ajv({ strict: false, allErrors: true });
addFormats(ajv);
ajv.addSchema({ $id: 'openapi', ...description });

const templates = Object.keys(description.paths).map((path) => ({
  path,
  fits: new RegExp('^' + path.replace(/\{\w+\}/g, '[^/]+') + '$'),
}));
const validators = new Map();
export const answersSeen = new Set();

function validator(reference) {
  if (!validators.has(reference)) validators.set(reference, ajv.compile({ $ref: reference }));
  return validators.get(reference);
}

// What is wrong with this answer, as a sentence; empty when it is as described. Paths that nothing describes are only
// allowed to be 404 problems.
export function complaint(method, path, status, contentType, body) {
  const template = templates.find((one) => one.fits.test(path));
  const operation = template && description.paths[template.path][method.toLowerCase()];
  if (!operation) return [404, 405].includes(status) ? '' : `${method} ${path} is not described, but answers ${status}`;
  let answer = operation.responses[String(status)];
  if (!answer) return `${operation.operationId} answers ${status}, which is not described`;
  answersSeen.add(`${operation.operationId} ${status}`);
  let pointer = `openapi#/paths/${template.path.replaceAll('~', '~0').replaceAll('/', '~1')}/${method.toLowerCase()}/responses/${status}`;
  if (answer.$ref) {
    pointer = 'openapi' + answer.$ref;
    answer = answer.$ref.split('/').slice(1).reduce((at, step) => at[step], description);
  }
  if (!answer.content) return body ? `${operation.operationId} ${status} has a body, and none is described` : '';
  const media = (contentType ?? '').split(';')[0];
  const wanted = answer.content[media] ? media : answer.content['*/*'] ? '*/*' : null;
  if (!wanted) return `${operation.operationId} ${status} is ${media || 'nothing'}, not ${Object.keys(answer.content)}`;
  if (!media.endsWith('json') || wanted === '*/*') return '';
  const check = validator(`${pointer}/content/${media.replaceAll('/', '~1')}/schema`);
  if (check(JSON.parse(body))) return '';
  return `${operation.operationId} ${status}: ` + check.errors.map((one) => `${one.instancePath} ${one.message} ${JSON.stringify(one.params)}`).join('; ');
}
