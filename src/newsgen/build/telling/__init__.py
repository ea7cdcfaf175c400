"""What a deploy has changed, told to those who asked for it: hubs of feeds (WebSub) and search engines (IndexNow)."""
