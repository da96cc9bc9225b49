import { createHash } from 'node:crypto';
import type { PicturedRun } from '../pictures/run/pictured-run.js';
import { STYLE } from './style.js';

/**
 * A run as one HTML file that needs nothing else, in pieces. Everything from the workload is data: a JSON text that the script reads and
 * shows as text. Equal runs and scripts give equal bytes.
 * @param script of the page, for browsers
 */
export function htmlOf(run: PicturedRun, script: string): readonly string[] {
  const code = inScript(script);
  return [
    '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n',
    `<meta http-equiv="Content-Security-Policy" content="${policyOf(code)}">\n`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">\n',
    '<meta name="color-scheme" content="light dark">\n',
    '<title>tfsched</title>\n<link rel="icon" href="data:,">\n',
    `<style>${STYLE}</style>\n</head>\n<body>\n`,
    '<div id="page"></div>\n<noscript>This page needs JavaScript to draw its charts.</noscript>\n',
    `<script type="application/json" id="run">${jsonInScript(run)}</script>\n`,
    '<!-- Contains Apache ECharts (Apache License 2.0) and ZRender (BSD 3-Clause License). -->\n',
    `<script>${code}</script>\n</body>\n</html>\n`,
  ];
}

/** JSON that no HTML parser finds markup in. */
export function jsonInScript(value: unknown): string {
  return JSON.stringify(value).replaceAll('<', '\\u003c');
}

/** A program whose own texts cannot end its element, or make a comment of the rest. */
function inScript(script: string): string {
  return script.replace(/<(?=\/script|!--)/gi, '\\x3c');
}

/** Only this script and this style, and no connection to anywhere. */
function policyOf(script: string): string {
  return [
    "default-src 'none'",
    `script-src '${hashOf(script)}'`,
    `style-src '${hashOf(STYLE)}'`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
