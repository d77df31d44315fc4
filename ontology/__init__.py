"""The ontology and shapes, as data files: ``importlib.resources.files("ontology")``."""
