set(DEPS ctemplate)
