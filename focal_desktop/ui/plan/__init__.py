"""The action plan: an outline by area, prong or outcome, edited beside it, noted quarter by quarter."""
