"""The published figures, one function each: a View in, an Exhibit out; measures count, charts draw, and here the finding is said."""
