"""Trees that lightgbm has grown, as `broadsheet.models.forest` reads them."""

from __future__ import annotations

from typing import Any

from broadsheet.models.forest import Tree


def tree_of(root: dict[str, Any], share: float = 1.0) -> Tree:
    """A tree's nodes level by level, so that the two children of a node stand side by side; its leaves count by `share`."""
    order, at = [root], 0
    tree = Tree(column=[], bound=[], left=[], value=[])
    while at < len(order):
        node = order[at]
        leaf = "leaf_value" in node
        tree["column"].append(0 if leaf else node["split_feature"])
        tree["bound"].append(None if leaf else float(f"{node['threshold']:.6g}"))
        tree["left"].append(at if leaf else len(order))
        tree["value"].append(round(node["leaf_value"] * share, 4) if leaf else 0)
        if not leaf:
            order += [node["left_child"], node["right_child"]]
        at += 1
    return tree
