"""Measures summaries and translations; checks nothing."""
