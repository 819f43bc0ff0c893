set(DEPS sodium oath qrencode tomlplusplus)
