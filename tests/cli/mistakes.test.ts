import { describe, expect, it } from '@jest/globals';
import { expectRefusal } from './support/expect-refusal.js';
import { sandbox } from './support/tfsched.js';
import { SMALL } from './support/workloads.js';

const { file, tfsched } = sandbox();
file('w.yaml', SMALL);

/** The words after `tfsched`, and what it says. All of it is exit code 2, before anything is printed or run. */
const MISTAKES: readonly (readonly [string, RegExp])[] = [
  ['', /Usage: tfsched/],
  ['simulat w.yaml', /unknown command 'simulat'\n\(Did you mean simulate\?\)/],
  ['frobnicate', /unknown command 'frobnicate'/],
  ['--policy rr', /unknown option '--policy'/],
  ['simulate', /missing required argument 'workload'/],
  ['simulate w.yaml again.yaml', /too many arguments for 'simulate'/],
  ['simulate w.yaml --polcy rr', /unknown option '--polcy'\n\(Did you mean --policy\?\)/],
  ['simulate w.yaml --policy', /'-p, --policy <name>' argument missing/],
  [
    'simulate w.yaml -p fcsf',
    /there is no policy "fcsf", did you mean fcfs\?.*fcfs, prio, priority, rr, sjf,.* none, or a file/,
  ],
  ['simulate w.yaml -p lottery', /there is no policy "lottery" \(there are fcfs/],
  ['simulate w.yaml -r max_pop', /there is no realloc mode "max_pop", did you mean max_prop\?/],
  [
    'simulate w.yaml -p prio --preemptive --victim oldest',
    /'oldest' is invalid.*longest_run, smallest_request, lowest_priority/,
  ],
  ['simulate w.yaml -p rr -q 0', /argument '0' is invalid. Give a time of 1ms or more/],
  ['simulate w.yaml -p rr -q 0.000001', /argument '0.000001' is invalid. Give a time of 1ms or more/],
  ['simulate w.yaml -p rr -q -1', /argument '-1' is invalid. Give a time such as 5, 500ms, 10s, 2m or 1h30m/],
  ['simulate w.yaml -p rr -q soon', /argument 'soon' is invalid. Give a time such as 5, 500ms/],
  ['simulate w.yaml -p prio --aging -1', /argument '-1' is invalid. Give a number of at least 0/],
  ['simulate w.yaml -p prio --aging NaN', /argument 'NaN' is invalid. Give a number of at least 0/],
  ['simulate w.yaml -c 0', /argument '0' is invalid. Give a whole number from 1 to 1000000/],
  ['simulate w.yaml -c 1.5', /argument '1.5' is invalid. Give a whole number/],
  ['simulate w.yaml -c 1e3', /argument '1e3' is invalid. Give a whole number/],
  ['simulate w.yaml -c 99999999', /argument '99999999' is invalid. Give a whole number from 1 to 1000000/],
  ['simulate w.yaml -c 1', /^w.yaml:7:35: a request of 2 cores is above the capacity of 1/],
  ['simulate w.yaml --speedup cubic', /argument 'cubic' is invalid. Give linear, profile, or amdahl:<f>/],
  [
    'simulate w.yaml --speedup amdahl:1.5',
    /argument 'amdahl:1.5' is invalid. Give linear, profile, or amdahl:<f> with f from 0 to 1/,
  ],
  ['simulate w.yaml --overheads strt=1s', /"strt=1s" is not one \(did you mean start\?\)/],
  ['simulate w.yaml --overheads start', /"start" is not one/],
  ['simulate w.yaml --overheads start=-1', /argument 'start=-1' is invalid. Give a time/],
  ['simulate w.yaml --json --csv', /option '--csv' cannot be used with option '--json'/],
  ['simulate w.yaml --json --format csv', /--json cannot be used with --format csv/],
  ['simulate w.yaml --csv -f gantt', /--csv cannot be used with --format gantt/],
  [
    'simulate w.yaml -f html',
    /argument 'html' is invalid. Allowed choices are table, json, csv, markdown, gantt/,
  ],
  ['simulate w.yaml --width 0', /argument '0' is invalid. Give a whole number/],
  ['simulate nowhere.yaml', /^nowhere.yaml:1:1: there is no such file/],
  ['simulate .', /^.:1:1: this is a folder, expected the path of a workload file/],
  [
    'simulate w.yaml --speedup profile',
    /^error: nothing was measured on this host yet: run `tfsched profile` first\n/,
  ],
  ['simulate w.yaml --overheads profile', /^error: nothing was measured on this host yet/],
  ['profile lsmt', /^error: there is no model "lsmt", did you mean lstm\? \(there are mnist_cnn, /],
  ['profile nowhere.yaml', /^nowhere.yaml:1:1: there is no such file/],
  ['profile --cores 0', /argument '0' is invalid. Give whole numbers from 1 on, such as 1,2,4 or 1..4/],
  ['profile --cores 4..1', /argument '4..1' is invalid. Give whole numbers from 1 on/],
  ['profile --pool soft', /argument 'soft' is invalid. Give some of exact, elastic/],
  ['profile --uncertainty wide', /argument 'wide' is invalid. Give a number of at least 0/],
  ['profile --steps some', /argument 'some' is invalid. Give a whole number/],
  [
    'profile --json --csv',
    /option '--json' cannot be used with option '--csv'|'--csv' cannot be used with option '--json'/,
  ],
  ['check', /missing required argument 'workload'/],
  ['check nowhere.yaml', /^nowhere.yaml:1:1: there is no such file/],
  ['run', /missing required argument 'workload'/],
  ['run nowhere.yaml', /^nowhere.yaml:1:1: there is no such file/],
  ['run w.yaml --wait --share', /option '--wait' cannot be used with option '--share'/],
  ['run w.yaml --emulate --cpus 0', /option '--emulate' cannot be used with option '--cpus <list>'/],
  ['run w.yaml --cpus two', /argument 'two' is invalid. Give a list of cores such as 2-5 or 0,2,4/],
  ['run w.yaml --cpus 3-1', /argument '3-1' is invalid. Give a list of cores/],
  ['run w.yaml --allow root', /argument 'root' is invalid. Give some of network, writable, user, mounts/],
  ['run w.yaml --pull always', /argument 'always' is invalid. Allowed choices are missing, never/],
  ['run w.yaml --threads some', /argument 'some' is invalid. Allowed choices are auto, exact, elastic/],
  ['run w.yaml --arm few', /argument 'few' is invalid. Give a whole number from 0/],
  ['run w.yaml --time-limit 0', /argument '0' is invalid. Give a time above 0/],
  ['run w.yaml --dry-run --csv', /--dry-run prints a table, or with --json one JSON value/],
  ['run w.yaml --dry-run --cpus 3', /--cpus names 1 cores? and the run is to have 2/],
  ['schema job', /value 'job' is invalid.*workload, report/],
  ['completion', /missing required argument 'shell'/],
  ['completion tcsh', /value 'tcsh' is invalid.*bash, zsh, fish/],
  ['image', /Usage: tfsched image/],
  ['image bild', /unknown command 'bild'\n\(Did you mean build\?\)/],
  ['diff w.yaml', /missing required argument 'actual'/],
];

describe('a command line that is wrong is refused with what would be right, exit code 2', () => {
  it.each(MISTAKES)('%s', async (line, what) => {
    expectRefusal(await tfsched(line), 2, what);
  });

  it.each([
    [['\u001b[31m']],
    [['simulate', '\u001b[31m']],
    [['simulate', 'w.yaml', '-p', '\u001b[31m']],
    [['simulate', 'w.yaml', '-p', './\u001b[31m.mjs']],
    [['simulate', 'w.yaml', '--\u001b[31m']],
    [['simulate', 'w.yaml', '-c', '\u001b[31m']],
  ])('%j: what a terminal would obey is only shown', async (args) => {
    const result = await tfsched(args);
    expectRefusal(result, 2, /\\u001b\[31m/);
    expect(result.stderr).not.toContain('\u001b');
  });

  it('an empty path', async () => {
    expectRefusal(await tfsched(['simulate', '']), 2, /there is no such file/);
  });
});
