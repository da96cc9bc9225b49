import { onTheDouble } from './figures.js';

// One process of several that share the kills on the double: its number and how many they are. The figures go to stdout.
const [first, share] = process.argv.slice(2).map(Number);
const figures = await onTheDouble(first ?? 0, share ?? 1, (line) => console.error(line));
console.log(JSON.stringify(figures));
