"""The paper as Atom and JSON Feed."""
