"""Files and pages to articles. Pure, but for the bytes that formats take."""
