"""Like for like: did the service change, or only who is counted?"""
