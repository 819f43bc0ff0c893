set(DEPS sodium)
