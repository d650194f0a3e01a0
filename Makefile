# What there is to do, by name. `make` alone lists it. Everything runs in .venv, which start.py makes and fills.

PYTHON := .venv/bin/python
# One part of the tests: make test PART=unit (unit, store, pages, browser, real; or an expression: PART="unit or store").
PART ?=
# Where make sample writes.
OUT ?= sample_data

.DEFAULT_GOAL := help
.PHONY: help run check test docs golden sample

help: ## list what there is to do
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

run: ## start the dashboard on your own council in data/, or on the sample
	python3 start.py

check: ## everything that must hold before a change is kept: what .ci/run checks
	.ci/run

test: ## every test, or one part: make test PART=unit
	python3 start.py test $(if $(PART),-m "$(PART)")

docs: $(PYTHON) ## write the pages of docs/ that are made from the code
	$(PYTHON) -m cxdata docs

golden: $(PYTHON) ## write the golden figures anew; read the difference line by line (CONTRIBUTING.md)
	folder=$$(mktemp -d) && $(PYTHON) -m cxdata --data $$folder load --sample && \
	$(PYTHON) -m tests.golden.write $$folder; status=$$?; rm -r $$folder; exit $$status

sample: $(PYTHON) ## write the sample council's files (make sample OUT=somewhere/else)
	$(PYTHON) -m cxdata sample --out $(OUT)

$(PYTHON):
	python3 start.py test --version
