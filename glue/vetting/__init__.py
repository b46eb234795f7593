"""`make audit`: what comes from elsewhere, and what must not get out.

Known vulnerabilities of every package, licences, and secrets in committed files. What is
accepted all the same stands in `vetting.toml`, with its reason.
"""
