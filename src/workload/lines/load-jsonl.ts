import { rememberPlaces } from '../capacity.js';
import type { LoadOptions, LoadResult } from '../load-result.js';
import type { Problem } from '../problem.js';
import { withoutBom } from '../syntax/text-problem.js';
import type { JobSpec, Workload } from '../workload.js';
import { createLineReader } from './line-reader.js';

/** Reads a whole text of JSON lines. Never throws. Of any size: `streamJobs` reads what should not be held as one text. */
export function loadJsonLines(file: string, text: string, options: LoadOptions): LoadResult {
  const collector = createCollector(file, options);
  for (const line of linesOf(withoutBom(text))) collector.read(line);
  return collector.end();
}

/** Collects the jobs of JSON lines into a workload. */
export interface Collector {
  /** The next line, without its line break. */
  read(line: string): void;
  /** Lines read so far. */
  readonly lines: number;
  /** Everything that is wrong so far. */
  problems(): readonly Problem[];
  end(): LoadResult;
}

/** An empty collector. */
export function createCollector(file: string, options: LoadOptions): Collector {
  const reader = createLineReader(file, options);
  const jobs: JobSpec[] = [];
  const lineOfJob: number[] = [];
  return {
    get lines() {
      return reader.lines;
    },
    problems: () => reader.problems('now'),
    read(line) {
      const job = reader.read(line);
      if (job === undefined) return;
      jobs.push(job);
      lineOfJob.push(reader.lines);
    },
    end() {
      const problems = reader.problems('end');
      if (problems.length > 0) return { ok: false, problems };
      const workload: Workload = { jobs, file };
      rememberPlaces(workload, (position) => {
        const place = { line: lineOfJob[position] ?? 1, column: 1 };
        return { cores: place, minCores: place, maxCores: place, updates: [] };
      });
      return { ok: true, workload };
    },
  };
}

/** The lines of a text, without their line breaks; the last one also without one in the text. */
function* linesOf(text: string): Generator<string, void> {
  let start = 0;
  for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', start)) {
    yield text.slice(start, end);
    start = end + 1;
  }
  if (start < text.length) yield text.slice(start);
}
