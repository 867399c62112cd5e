"""Tables and paragraphs of the pages, one function each: a View in, a Listing or Prose out."""
