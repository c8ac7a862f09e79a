"""Sources captured: fetched, uploaded or pasted, their bytes kept and the text read out of them."""
