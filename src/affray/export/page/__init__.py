"""The web page of `affray export html`: what it shows, as frozen values, beside its template."""
