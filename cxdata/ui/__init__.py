"""The screen: the frame, the sidebar, the cache and the parts that pages are composed of."""
