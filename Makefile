# Targets: site (build the Grok dossier into public/), brief (print its briefings into briefings/),
# build (the release binary), test, lint, format, golden (rewrite expected outputs), bench,
# instructions (count them, compare with the last result), sanitize, fuzz,
# screenshots (pictures of one page of every kind into screenshots/).
# Each does all the set-up it needs.

SWIFT ?= swift
RELEASE = -c release --static-swift-stdlib
SITE_DATE ?=

DATED = $(if $(SITE_DATE),--date $(SITE_DATE))
# What `make test` found in a browser, for the accessibility statement.
CHECKED = $(if $(wildcard .build/page-checks.yaml),--page-checks .build/page-checks.yaml)

.PHONY: site brief build test lint format golden bench instructions sanitize fuzz screenshots clean

site: build
	@Scripts/brief .build/release/dossier wanted $(DATED)
	.build/release/dossier build --briefings briefings $(DATED) $(CHECKED)

brief: build
	@Scripts/brief .build/release/dossier needed $(DATED)

build:
	@Scripts/setup build
	$(SWIFT) build $(RELEASE) --product dossier

test:
	@Scripts/setup test
	$(SWIFT) test
	@Scripts/test-schemas
	@Scripts/test-templates
	@Scripts/test-gfm
	@Scripts/test-escaping
	@Scripts/test-pages
	@Scripts/test-machines
	@Scripts/test-preview
	@Scripts/test-brief
	@Scripts/test-faults

lint:
	@Scripts/setup build
	@swift format lint --strict --recursive Package.swift Sources Tests Plugins Benchmarks
	@Scripts/lint-text

format:
	swift format --in-place --recursive Package.swift Sources Tests Plugins Benchmarks

golden:
	@Scripts/setup test
	UPDATE_GOLDEN=1 $(SWIFT) test

bench: build
	@Scripts/setup bench
	Benchmarks/bench
	Benchmarks/instructions

instructions: build
	@Scripts/setup bench
	Benchmarks/instructions

sanitize:
	@Scripts/setup test
	@Scripts/sanitize

fuzz:
	@Scripts/setup build
	@Scripts/fuzz
	@Scripts/fuzz-markdown

screenshots: build
	@Scripts/screenshots .build/release/dossier

clean:
	rm -rf .build public briefings screenshots
