set(LINKS kw_matching Clp CoinUtils)
set(OPTIONAL glpk=KW_WITH_GLPK lemon=KW_WITH_LEMON)
