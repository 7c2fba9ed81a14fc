// A script of the site.
