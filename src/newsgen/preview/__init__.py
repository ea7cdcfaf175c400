"""The preview: the site in a browser while it is being written, mistakes and all."""
