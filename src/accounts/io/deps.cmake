set(DEPS sodium oath qrencode)
