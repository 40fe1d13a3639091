"""The claim tagger's recipe: data in, weights out."""
