"""The paper served over HTTP."""
