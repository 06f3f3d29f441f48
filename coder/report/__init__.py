"""Pages for people: explanations of single sentences, the codebook of the data, the report on a data set."""
