set(DEPS qrencode)
