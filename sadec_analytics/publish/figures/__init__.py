"""The published figures, one function each: a view in; the tidy table, the finding in words and its chart out, as an Exhibit."""
