"""How much the caches of this package keep."""

WORDS = 2**10
"""Words of which a cache keeps what it found: most come again within so many. A few hundred articles fill every cache,
so that memory is flat from there on, and all of them together stay below some five megabytes. Four times as many save
no time."""

NAMES = 2**9
"""The same for names, which are fewer and take more."""
