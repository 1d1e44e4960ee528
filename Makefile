# Everything is an npm script; these are short names. Variables given to make (ONCE=1, KEEP=1, MINUTES=20) reach it as environment.
.PHONY: demo test matrix chaos mutants up down clean
demo test matrix chaos mutants up down clean:
	@npm run --silent $@
