/** A migration that has nothing to do. */
