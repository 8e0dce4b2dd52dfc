"""Dateline: news text in; evidence-linked event data in Parquet out."""

import os

# One thread for matrix products: a process per core is faster, threads only wait for each other at these sizes, and the sums
# do not depend on the machine's number of cores. Has to be said before numpy is first imported, by whichever module.
for _name in ("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_name, "1")

__version__ = "0.1.0"
