"""Graph to somewhere: stores that speak Bolt, RDF, bulk files."""
