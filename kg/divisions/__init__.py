"""Administrative divisions of China, 2000 to today: names in texts, and what they mean.

Sources: see ``kg/data/divisions/NOTICE.md``; made by ``scripts/build_divisions.py``.
"""
from kg.divisions.gazetteer import ancestors, by_code, full_name, lookup, successors
from kg.divisions.own import own_district
from kg.divisions.prefix import split_prefix
from kg.divisions.resolution import resolve
from kg.divisions.scan import mentions
from kg.divisions.types import Division, Mention, Resolution

__all__ = ["Division", "Mention", "Resolution", "ancestors", "by_code", "full_name", "lookup", "mentions",
           "own_district", "resolve", "split_prefix", "successors"]
