import { describe, expect, it } from '@jest/globals';
import { batsim } from '../../src/export/batsim.js';
import { runOf, workloadOf } from './sources.js';

describe("Batsim's jobs.csv", () => {
  it('has a line for each job that ran, with the cores that it held', async () => {
    const jobs = `[{id: a, model: spin, duration: 2, cores: 3}, {id: b, model: spin, duration: 4, cores: 1, arrival: 1, estimate: 9}]`;
    const text = [...batsim.fromRun!(await runOf(workloadOf(`{name: w, jobs: ${jobs}}`), 3))].join('');
    const [head, ...rows] = text.trimEnd().split('\n');
    expect(head).toBe(
      'job_id,workload_name,profile,submission_time,requested_number_of_resources,requested_time,success,final_state,starting_time,execution_time,finish_time,waiting_time,turnaround_time,stretch,allocated_resources,consumed_energy,metadata',
    );
    expect(rows).toEqual([
      'a,w,spin,0,3,2,1,COMPLETED_SUCCESSFULLY,0,2,2,0,2,1,0-2,-1,',
      'b,w,spin,1,1,4,1,COMPLETED_SUCCESSFULLY,2,4,6,1,5,1.25,0,-1,',
    ]);
  });
});
