// Fills in forms with the engine of ODK Web Forms, and sends them.
//
//     node fill.mjs FOLDER SERVER AUTHORIZATION
//
// Reads and writes the same files as Fill.java. NODE_MODULES says where the engine is installed.

import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const require = createRequire(path.join(process.env.NODE_MODULES, 'here.js'));
const { JSDOM } = require('jsdom');
const { window } = new JSDOM('', { url: 'http://127.0.0.1/' });
// The engine is made for a browser; its bundle asks for two names of Node's as well.
for (const name of [
  'window', 'document', 'DOMParser', 'XMLSerializer', 'Node', 'Element', 'Attr', 'Text', 'Document',
  'XPathResult', 'XPathEvaluator', 'XPathExpression', 'XMLDocument', 'CDATASection', 'Comment',
  'ProcessingInstruction', 'NodeFilter', 'localStorage',
]) {
  if (!(name in globalThis) || name === 'window') globalThis[name] = window[name] ?? window;
}
globalThis.__dirname = process.env.NODE_MODULES;
globalThis.require = require;
const { loadForm } = await import(pathToFileURL(require.resolve('@getodk/xforms-engine')));

const [folder, server, authorization] = process.argv.slice(2);
const read = (name) => readFileSync(path.join(folder, name), 'utf8');
const write = (name, text) => writeFileSync(path.join(folder, name), text);
const lines = (name) => read(name).split('\n').filter((line) => line);

function* leaves(node) {
  const children = node.currentState.children;
  if (children === null) yield node;
  else for (const child of children) yield* leaves(child);
}

const nameOf = (node) => node.currentState.reference.split('/').pop();
const isAsked = (node) => node.currentState.relevant && node.currentState.label !== null;

function answer(node, text) {
  if (node.nodeType === 'select') {
    const offered = node.currentState.valueOptions.map((option) => option.value);
    if (!offered.includes(text)) throw new Error(`${text} is not offered by ${nameOf(node)}`);
    node.selectValue(text);
  } else if (node.nodeType === 'upload') {
    node.setValue(new File([readFileSync(path.join(folder, text))], text, { type: 'image/jpeg' }));
  } else if (node.valueType === 'time') {
    node.setValue(`${text}:00.000+06:00`);
  } else {
    node.setValue(text);
  }
}

const isValid = (node) => node.validationState.violation === null;

async function fill(number, form, language) {
  const answers = new Map(lines(`${number}.answers`).map((line) => {
    const at = line.indexOf('\t');
    return [line.slice(0, at), line.slice(at + 1)];
  }));
  const loaded = await loadForm(read(form), {
    fetchFormAttachment: async (url) => new Response(read(path.basename(String(url))), {
      headers: { 'Content-Type': 'text/csv' },
    }),
  });
  if (loaded.status === 'failure') throw loaded.error;
  const { root } = loaded.createInstance();
  root.setLanguage(root.languages.find((one) => one.language === language));
  const said = new Map();
  // What is relevant changes with each answer, so the next question is looked up anew.
  const done = new Set();
  for (let next; (next = [...leaves(root)].find((one) => isAsked(one) && !done.has(one))); ) {
    done.add(next);
    const name = nameOf(next);
    said.set(name, next.currentState.label.asString);
    if (answers.has(`!${name}`)) {
      answer(next, answers.get(`!${name}`));
      if (isValid(next)) throw new Error(`${name} took what it should refuse`);
    }
    if (answers.has(name)) {
      answer(next, answers.get(name));
      if (!isValid(next)) throw new Error(`${name} was refused`);
      answers.delete(name);
    }
  }
  write(`${number}.said`, [...said].map((one) => one.join('\t')).join('\n'));
  const left = [...answers.keys()].filter((name) => !name.startsWith('!'));
  if (left.length) throw new Error(`not asked: ${left}`);
  const payload = await root.prepareInstancePayload({ payloadType: 'monolithic' });
  if (payload.status !== 'ready') throw new Error(`not valid: ${JSON.stringify(payload.violations)}`);
  return payload.data[0];
}

async function send(data) {
  const post = () => fetch(`${server}/submission?deviceID=node`, {
    method: 'POST',
    headers: { Authorization: authorization, 'X-OpenRosa-Version': '1.0' },
    body: data,
  });
  // The server has closed the connection of the last one meanwhile: once more, as any client.
  const response = await post().catch(post);
  return `${response.status} ${await response.text()}`;
}

for (const line of lines('jobs')) {
  const [number, form, language] = line.split('\t');
  let said;
  try {
    const data = await fill(number, form, language);
    write(`${number}.xml`, await data.get('xml_submission_file').text());
    said = await send(data);
  } catch (error) {
    said = `0 ${error.stack}`;
  }
  write(`${number}.status`, said);
}
