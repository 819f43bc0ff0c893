set(DEPS curl)
