"""Document to file, one module for each form; a renderer writes what the document says and decides nothing."""
