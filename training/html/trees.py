"""The compact form of boosted trees that src/extract/read-forest.ts reads."""
import struct

import numpy as np


def pack_trees(booster, column_count):
    """See readTrees."""
    nodes, trees = bytearray(), 0
    count = 0

    def emit(node):
        nonlocal count
        # Preorder with an explicit stack; the right child's distance is patched in when it is reached.
        stack = [(node, None)]
        while stack:
            item, parent = stack.pop()
            if parent is not None:
                struct.pack_into("<H", nodes, parent * 8 + 2, count - parent)
            if "leaf_value" in item:
                nodes.extend(struct.pack("<hHf", -1, 0, item["leaf_value"]))
            else:
                assert item["decision_type"] == "<=", item["decision_type"]
                # Features are float32; a threshold rounded down to float32 sends the same values left.
                threshold = np.float32(item["threshold"])
                if threshold > item["threshold"]:
                    threshold = np.nextafter(threshold, np.float32(-np.inf))
                nodes.extend(struct.pack("<hHf", item["split_feature"], 0, threshold))
                stack.append((item["right_child"], count))
                stack.append((item["left_child"], None))
            count += 1

    for tree in booster.dump_model()["tree_info"]:
        emit(tree["tree_structure"])
        trees += 1
    return struct.pack("<III", trees, count, column_count) + bytes(nodes)
