"""Whether two photos show the same: told by their difference hashes, never proved.

The hash (``picture_child.difference_hash``) says for 64 neighbouring fields of a
picture which is lighter. Shrinking, another quality, a little more light leave nearly
all of them as they are; another picture differs in about half. A person decides what
to make of a pair.
"""

BITS = 64
# Copies of one photo differ in 0 to 6; two photos of different scenes hardly ever in
# fewer than 16.
MOST_DIFFERENT = 10
# A lens cap, a night sky: nothing in it to tell it by.
FEWEST_EDGES = 6


def alike(hash_a: str, hash_b: str) -> bool:
    """Say whether two photos probably show the same; an empty or flat one is like none."""
    if not (_tells(hash_a) and _tells(hash_b)):
        return False
    return (int(hash_a, 16) ^ int(hash_b, 16)).bit_count() <= MOST_DIFFERENT


def _tells(own_hash: str) -> bool:
    if not own_hash:
        return False
    edges = int(own_hash, 16).bit_count()
    return FEWEST_EDGES <= edges <= BITS - FEWEST_EDGES
