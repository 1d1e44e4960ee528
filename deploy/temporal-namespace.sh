#!/bin/sh
# Creates the namespace if it is not there. Closed runs stay visible for 30 days; our own database keeps them for good.
set -eu
temporal operator namespace describe --namespace "$TEMPORAL_NAMESPACE" >/dev/null 2>&1 ||
  temporal operator namespace create --namespace "$TEMPORAL_NAMESPACE" --retention 30d
