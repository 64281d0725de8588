PYTHON ?= python3

help:
	@echo "make demo        starta Prioinitiativ med en påhittad kommun (PORT=8000)"
	@echo "make demo-reset  börja om: ta bort demons databas och mejl"
	@echo "make test        kör alla tester mot egna servrar som sedan stängs"
	@echo "make check       granska kod, mallar, typer, beroenden och översättningar"
	@echo "make bench       mät hastighet och skriv en tabell"
	@echo "make chaos       döda riktiga processer i en kvart och kontrollera varje mejl (SEED=123)"
	@echo "make chaos-short samma sak på ett par minuter"
	@echo "make lock        räkna om uv.lock efter en ändring i pyproject.toml"
	@echo "make messages    samla texter att översätta i locale/"

demo:
	@$(PYTHON) -m scripts.setup demo
	@.venv/bin/python -m scripts.demo

demo-reset:
	@$(PYTHON) -m scripts.setup demo
	@.venv/bin/python -m scripts.demo reset

test:
	@$(PYTHON) -m scripts.setup test
	@.venv/bin/python -m pytest

check:
	@$(PYTHON) -m scripts.setup test
	@.venv/bin/python -m scripts.check

bench:
	@$(PYTHON) -m scripts.setup test
	@.venv/bin/python -m bench

chaos:
	@$(PYTHON) -m scripts.setup test
	@.venv/bin/python -m chaos $(if $(SEED),--seed $(SEED))

chaos-short:
	@$(PYTHON) -m scripts.setup test
	@.venv/bin/python -m chaos --short $(if $(SEED),--seed $(SEED))

lock:
	@$(PYTHON) -m scripts.setup demo
	@.venv/tool/bin/uv lock

messages:
	@$(PYTHON) -m scripts.setup test
	@.venv/bin/python -m scripts.check_translations write

.PHONY: help demo demo-reset test check bench chaos chaos-short lock messages
