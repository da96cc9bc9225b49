// Preloaded into a tfsched (`node --import`): how long each decision of its engine takes, and how much memory it has. TFSCHED_MEASURES
// names the file that gets a line of JSON every second and at the end; a tfsched that is killed loses the last second.
import { appendFileSync, readFileSync } from 'node:fs';
import { Engine } from '../../../dist/core/engine.js';

const file = process.env.TFSCHED_MEASURES;
let decisions = [];

const { step } = Engine.prototype;
Engine.prototype.step = function (...args) {
  const began = performance.now();
  const done = step.apply(this, args);
  decisions.push(performance.now() - began);
  return done;
};

function write() {
  const [, most] = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync('/proc/self/status', 'utf8'));
  const line = { decisions, memory: process.memoryUsage.rss(), most: most * 1024 };
  appendFileSync(file, `${JSON.stringify(line)}\n`);
  decisions = [];
}

if (file !== undefined) {
  setInterval(write, 1000).unref();
  process.on('exit', write);
}
