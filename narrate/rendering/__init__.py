"""Document to file, one module for each form; a renderer decides nothing."""
