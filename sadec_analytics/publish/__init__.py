"""Tables become pages: charts, sentences, and notebooks run whole."""
