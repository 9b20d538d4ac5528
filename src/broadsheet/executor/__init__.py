"""Where stateless stages run: in this process for a handful of records, else in processes that can be killed, here or on a cluster.

A record that takes too long, wants too much memory or brings its process down becomes a `Dropped`; the others go on, and come
back in the order in which they were sent. What comes back is the same wherever it ran.
"""

from broadsheet.executor.alarm import attempt
from broadsheet.executor.crew import HANDFUL, Crew
from broadsheet.executor.job import REASONS, Bounds, Job, Named, Outcome
from broadsheet.executor.run import reach, run

__all__ = ["HANDFUL", "REASONS", "Bounds", "Crew", "Job", "Named", "Outcome", "attempt", "reach", "run"]
