"""Read: files to reports, cleaned of furniture, with every date on the page."""
