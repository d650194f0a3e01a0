"""The paper for a meeting: asked for, composed, kept so that it can be made again, and held against today's figures."""
