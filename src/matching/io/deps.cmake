set(DEPS tomlplusplus)
