// Preloaded into a tfsched (`node --import`): how long each decision of its engine takes, and how much memory it has. TFSCHED_MEASURES
// names the file that is written at its end.
import { writeFileSync } from 'node:fs';
import { Engine } from '../../../dist/core/engine.js';

const decisions = [];
const memory = [];

const { step } = Engine.prototype;
Engine.prototype.step = function (...args) {
  const began = performance.now();
  const done = step.apply(this, args);
  decisions.push(performance.now() - began);
  return done;
};

setInterval(() => memory.push(process.memoryUsage.rss()), 1000).unref();

process.on('exit', () => {
  if (process.env.TFSCHED_MEASURES !== undefined)
    writeFileSync(process.env.TFSCHED_MEASURES, JSON.stringify({ decisions, memory }));
});
