import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { pathToFileURL } from 'node:url';

/** A page that is open in a headless Chromium. */
export interface BrowserPage {
  /** What its console was told, errors that nobody caught and what its policy refused, each in a line. */
  readonly told: readonly string[];
  /** The URLs that it has asked for, itself first. */
  readonly asked: readonly string[];
  /** What its canvases were told to write, in order. */
  readonly written: () => Promise<readonly string[]>;
  /** The value of a JavaScript expression in it. */
  readonly value: <T>(expression: string) => Promise<T>;
  /** Resolves when an expression has become true. */
  readonly until: (expression: string) => Promise<void>;
  readonly pointAt: (x: number, y: number) => Promise<void>;
  /** Presses a key, such as Tab, Enter or ArrowRight, or one that writes a character. */
  readonly press: (key: string) => Promise<void>;
}

export interface Browser {
  /** Opens a file of the disk. */
  readonly open: (file: string, look?: PageLook) => Promise<BrowserPage>;
  readonly close: () => Promise<void>;
}

export interface PageLook {
  readonly dark?: boolean;
  /** Pixels. */
  readonly width?: number;
  readonly height?: number;
}

type Params = Readonly<Record<string, unknown>>;

/** Starts a Chromium with a profile of its own, driven over a pipe: no port, no other package. */
export async function startChromium(): Promise<Browser> {
  const profile = mkdtempSync(join(tmpdir(), 'tfsched-chromium-'));
  const flags = [
    '--headless=new',
    '--no-sandbox',
    '--disable-gpu',
    '--disable-dev-shm-usage',
    '--disable-background-networking',
    '--force-color-profile=srgb',
    '--no-first-run',
    '--remote-debugging-pipe',
    `--user-data-dir=${profile}`,
    'about:blank',
  ];
  const child = spawn(process.env.CHROMIUM ?? 'chromium', flags, {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
  });
  const wire = connect(child);
  await wire.send('Target.setDiscoverTargets', { discover: true });
  return {
    open: (file, look = {}) => openPage(wire, file, look),
    async close() {
      const gone = new Promise((resolve) => child.once('exit', resolve));
      await wire.send('Browser.close', {}).catch(() => child.kill());
      await gone;
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

interface Wire {
  readonly send: (method: string, params: Params, session?: string) => Promise<Params>;
  readonly listen: (session: string, listener: (method: string, params: Params) => void) => void;
}

/** The DevTools protocol over file descriptors 3 and 4: JSON texts with a zero byte after each. */
function connect(child: ChildProcess): Wire {
  const writing = child.stdio[3] as Writable;
  const reading = child.stdio[4] as Readable;
  const waiting = new Map<
    number,
    { readonly resolve: (result: Params) => void; readonly reject: (error: Error) => void }
  >();
  const listeners = new Map<string, (method: string, params: Params) => void>();
  let last = 0;
  let rest = '';
  const fail = (error: Error): void => {
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  child.on('error', fail);
  child.on('exit', () => fail(new Error('Chromium has ended')));
  writing.on('error', fail);
  reading.setEncoding('utf8').on('data', (piece: string) => {
    const texts = (rest + piece).split('\0');
    rest = texts.pop() ?? '';
    for (const text of texts) {
      const message = JSON.parse(text) as {
        id?: number;
        sessionId?: string;
        method?: string;
        params?: Params;
        result?: Params;
        error?: { message: string };
      };
      if (message.method !== undefined)
        listeners.get(message.sessionId ?? '')?.(message.method, message.params ?? {});
      const call = message.id === undefined ? undefined : waiting.get(message.id);
      if (message.id === undefined || call === undefined) continue;
      waiting.delete(message.id);
      if (message.error === undefined) call.resolve(message.result ?? {});
      else call.reject(new Error(message.error.message));
    }
  });
  return {
    send: (method, params, session) =>
      new Promise((resolve, reject) => {
        last += 1;
        waiting.set(last, { resolve, reject });
        const address = session === undefined ? {} : { sessionId: session };
        writing.write(`${JSON.stringify({ id: last, method, params, ...address })}\0`);
      }),
    listen: (session, listener) => void listeners.set(session, listener),
  };
}

async function openPage(wire: Wire, file: string, look: PageLook): Promise<BrowserPage> {
  const { dark = false, width = 1280, height = 900 } = look;
  const { targetId } = await wire.send('Target.createTarget', { url: 'about:blank' });
  const attached = await wire.send('Target.attachToTarget', { targetId, flatten: true });
  const session = String(attached.sessionId);
  const send = (method: string, params: Params = {}): Promise<Params> => wire.send(method, params, session);
  const told: string[] = [];
  const asked: string[] = [];
  const loaded = new Promise<void>((resolve) =>
    wire.listen(session, (method, params) => {
      if (method === 'Page.loadEventFired') resolve();
      else if (method === 'Network.requestWillBeSent') asked.push((params.request as { url: string }).url);
      else if (method === 'Log.entryAdded') told.push((params.entry as { text: string }).text);
      else if (method === 'Runtime.exceptionThrown') told.push(JSON.stringify(params.exceptionDetails));
      else if (method === 'Runtime.consoleAPICalled') told.push(JSON.stringify(params.args));
    }),
  );
  for (const domain of ['Page', 'Network', 'Log', 'Runtime']) await send(`${domain}.enable`);
  await send('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: 1, mobile: false });
  const scheme = { name: 'prefers-color-scheme', value: dark ? 'dark' : 'light' };
  await send('Emulation.setEmulatedMedia', { features: [scheme] });
  await send('Page.addScriptToEvaluateOnNewDocument', { source: NOTE_WHAT_IS_WRITTEN });
  await send('Page.navigate', { url: pathToFileURL(file).href });
  await loaded;

  async function value<T>(expression: string): Promise<T> {
    const answer = await send('Runtime.evaluate', { expression, returnByValue: true, awaitPromise: true });
    if (answer.exceptionDetails !== undefined) throw new Error(JSON.stringify(answer.exceptionDetails));
    return (answer.result as { value: T }).value;
  }
  return {
    told,
    asked,
    written: () => value('globalThis.written'),
    value,
    until: async (expression) =>
      value(
        `new Promise((resolve) => { const look = () => (${expression}) ? resolve() : requestAnimationFrame(look); look(); })`,
      ),
    pointAt: async (x, y) => {
      await send('Input.dispatchMouseEvent', { type: 'mouseMoved', x, y });
    },
    async press(key) {
      const text = key.length === 1 ? { text: key } : key === 'Enter' ? { text: '\r' } : {};
      const code = KEY_CODES[key];
      const of = { key, ...(code !== undefined && { windowsVirtualKeyCode: code }) };
      await send('Input.dispatchKeyEvent', { type: 'keyDown', ...of, ...text });
      await send('Input.dispatchKeyEvent', { type: 'keyUp', ...of });
    },
  };
}

const NOTE_WHAT_IS_WRITTEN = `
  globalThis.written = [];
  const { fillText } = CanvasRenderingContext2D.prototype;
  CanvasRenderingContext2D.prototype.fillText = function (text, ...rest) {
    globalThis.written.push(text);
    return fillText.call(this, text, ...rest);
  };
`;

/** Chromium does nothing of its own for a key without one. */
const KEY_CODES: Readonly<Record<string, number>> = { Tab: 9, Enter: 13, ArrowLeft: 37, ArrowRight: 39 };
