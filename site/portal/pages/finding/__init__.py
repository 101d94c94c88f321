"""Searching the public pages, in both languages and on both databases.

``folding`` says what the same word is, ``places`` by which names a place goes, ``asking`` makes
of what was typed what is looked for. ``search`` finds, ``order`` sorts, ``promoted`` puts first
what editors chose, ``hints`` offers a way on where nothing is found, ``reindexing`` writes the
index anew after a migration. Nothing that anybody asks for is kept.
"""
