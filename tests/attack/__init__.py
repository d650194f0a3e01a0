"""The attack on the published view: what somebody who has every published figure can work out of the hidden ones."""
