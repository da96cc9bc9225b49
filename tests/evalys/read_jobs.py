"""The figures that Evalys makes of a jobs.csv, as JSON."""

import json
import sys

from evalys.jobset import JobSet

jobs = JobSet.from_csv(sys.argv[1], resource_bounds=(0, int(sys.argv[2]) - 1))
frame = jobs.df
makespan = frame.finish_time.max() - frame.submission_time.min()
held = (frame.execution_time * frame.proc_alloc).sum()
print(
    json.dumps(
        {
            "jobs": len(frame),
            "waiting": frame.waiting_time.mean(),
            "turnaround": frame.turnaround_time.mean(),
            "slowdown": (frame.turnaround_time / frame.requested_time).mean(),
            "makespan": makespan,
            "utilization": held / (makespan * jobs.MaxProcs),
            "mean_utilisation": jobs.mean_utilisation(),
        }
    )
)
