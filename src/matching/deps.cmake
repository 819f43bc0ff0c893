# coinor-libclp-dev: exact solves of small parts of a plan, behind exact_part.cpp.
set(DEPS Clp CoinUtils Threads::Threads)
