"""Everything a photo says of itself, and what lies beside it says of it. `photorag.media.facts.reader` is the way in.

Each kind of source has a module that turns it into a `photorag.media.facts.found.Found`; `merge` decides between them.
"""
