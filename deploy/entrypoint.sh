#!/bin/sh
# Runs one of our processes with the secrets that `init` made, unless the environment brings its own.
set -eu
secret() { cat "/secrets/$1" 2>/dev/null || true; }
export SECRETS_KEY="${SECRETS_KEY:-$(secret secrets-key)}"
export API_BOOTSTRAP_TOKEN="${API_BOOTSTRAP_TOKEN:-$(secret api-token)}"
exec node --enable-source-maps "$@"
