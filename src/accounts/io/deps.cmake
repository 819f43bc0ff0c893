set(DEPS sodium oath tomlplusplus)
