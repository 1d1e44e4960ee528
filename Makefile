# Everything is an npm script; these are short names for them. ONCE=1 and KEEP=1 of `make demo` reach it as variables.
export ONCE
export KEEP

.PHONY: demo test up down clean
demo test up down clean:
	@npm run --silent $@
