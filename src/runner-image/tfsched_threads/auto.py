"""Sets the pools up when it is imported, from the environment of a job; does nothing outside of tfsched."""

import os

from tfsched_threads import configure

if "TFSCHED_RUN" in os.environ:
    configure(
        intra=int(os.environ["TF_NUM_INTRAOP_THREADS"]),
        inter=int(os.environ["TF_NUM_INTEROP_THREADS"]),
        elastic=os.environ.get("TFSCHED_ELASTIC") == "1",
    )
