pkg_check_modules(KW_LIBPQ REQUIRED IMPORTED_TARGET libpq)
set(LINKS kw_matching sqlite3 PkgConfig::KW_LIBPQ)
