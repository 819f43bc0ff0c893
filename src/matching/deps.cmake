# coinor-libclp-dev: exact solves of small parts of a plan, behind exact_part.cpp. liblemon-dev (headers only): network
# simplex, behind transport_part.cpp.
set(DEPS Clp CoinUtils Threads::Threads)
