"""newsgen: a static news-site generator."""

VERSION = "0.1.0"
