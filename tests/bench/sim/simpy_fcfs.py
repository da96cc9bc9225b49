"""FCFS with exact cores in SimPy: reads `arrival duration cores` lines, prints {"jobs_per_second", "makespan"} as JSON."""

import json
import sys
import time

import simpy

CORES = 128


def job(env, pool, arrival, duration, cores, ends):
    yield env.timeout(arrival)
    yield pool.get(cores)
    yield env.timeout(duration)
    yield pool.put(cores)
    ends.append(env.now)


def main():
    jobs = [line.split() for line in sys.stdin]
    jobs = [(float(a), float(d), int(c)) for a, d, c in jobs]
    since = time.perf_counter()
    env = simpy.Environment()
    pool = simpy.Container(env, capacity=CORES, init=CORES)
    ends = []
    for arrival, duration, cores in jobs:
        env.process(job(env, pool, arrival, duration, cores, ends))
    env.run()
    seconds = time.perf_counter() - since
    print(json.dumps({"jobs_per_second": len(jobs) / seconds, "makespan": max(ends) - jobs[0][0]}))


if __name__ == "__main__":
    main()
